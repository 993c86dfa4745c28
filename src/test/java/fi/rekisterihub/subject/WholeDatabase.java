package fi.rekisterihub.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every column of every table of a database, and every kept file, searched for words in any form in which they could stand. */
record WholeDatabase(JdbcClient jdbc, Path home) {

    private static final String COLUMNS = """
            select c.table_name::text as "table", c.column_name::text as "column"
              from information_schema.columns c
              join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
             where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
             order by 1, 2
            """;
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE);

    private record Column(String table, String column) {}

    /** Names of the columns, {@code table.column}, and of the files in which one of the words stands. */
    List<String> placesWith(String... words) {
        List<String> places = new ArrayList<>();
        Set<String> forms = forms(words);
        for (Column one : jdbc.sql(COLUMNS).query(Column.class).list()) {
            boolean found = jdbc
                    .sql("select distinct \"%s\"::text from \"%s\" where \"%1$s\" is not null"
                            .formatted(one.column(), one.table()))
                    .query(String.class)
                    .list()
                    .stream()
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .anyMatch(text -> forms.stream().anyMatch(text::contains));
            if (found) {
                places.add(one.table() + "." + one.column());
            }
        }
        places.addAll(files(forms));
        return places;
    }

    /** As text, as the bytes of it that a binary column shows, and as mails and JSON may write them. */
    private static Set<String> forms(String... words) {
        Set<String> forms = new LinkedHashSet<>();
        for (String word : words) {
            String small = word.toLowerCase(Locale.ROOT);
            forms.add(small);
            for (String spelt : List.of(word, small, word.toUpperCase(Locale.ROOT))) {
                for (Charset charset : CHARSETS) {
                    byte[] bytes = spelt.getBytes(charset);
                    forms.add(HexFormat.of().formatHex(bytes));
                    if (bytes.length > 5) {
                        // Whole groups of three, so that what stands before does not matter.
                        for (int skip = 0; skip < 3; skip++) {
                            int length = (bytes.length - skip) / 3 * 3;
                            byte[] middle = java.util.Arrays.copyOfRange(bytes, skip, skip + length);
                            forms.add(Base64.getEncoder().encodeToString(middle).toLowerCase(Locale.ROOT));
                        }
                    }
                }
            }
            StringBuilder escaped = new StringBuilder();
            small.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
            forms.add(escaped.toString());
        }
        return forms;
    }

    private List<String> files(Set<String> forms) {
        if (!Files.isDirectory(home.resolve("data"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(home.resolve("data"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve("data/pg")))
                    .filter(file -> CHARSETS.stream().anyMatch(charset -> {
                        String text = read(file, charset).toLowerCase(Locale.ROOT);
                        return forms.stream().anyMatch(text::contains);
                    }))
                    .map(file -> home.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file, Charset charset) {
        try {
            return new String(Files.readAllBytes(file), charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
