package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.content.Json;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.CodeBook;
import fi.rekisterihub.mapping.Mappings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Code lists of the company register and its post codes, kept for the mapping tables. A list is replaced whole, and only
 * when it has another text; every node takes another version into use before the next run that depends on it.
 */
@Service
public class CodeLists {

    private static final String FRESH = """
            select list || '/' || language from code_list where fetched_at > now() - :seconds * interval '1 second'
            """;
    private static final String KNOWN =
            "select coalesce(max(entries), 0) from code_list where list = :list and language = :language";
    private static final String KEEP = """
            insert into code_list (list, language, hash, entries) values (:list, :language, :hash, :entries)
            on conflict (list, language) do update
               set fetched_at = now(), hash = excluded.hash, entries = excluded.entries
            """;
    private static final String EMPTY = "delete from code_entry where list = :list and language = :language";
    private static final String FILL = """
            insert into code_entry (list, language, code, text)
            select :list, :language, * from unnest(:codes, :texts)
            """;
    private static final String VERSIONS = "select list, language, hash from code_list order by list, language";
    private static final String ENTRIES = "select list, language, code, text from code_entry";

    private static final Map<String, String> LANGUAGES = Map.of("fi", "1", "sv", "2", "en", "3");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private volatile Map<String, String> inForce = Map.of();

    CodeLists(JdbcClient jdbc, TransactionTemplate transaction, Mappings mappings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
    }

    /** Which of the lists are not there, or older than this. */
    public List<Wanted> due(List<String> lists, List<String> languages, Duration older) {
        List<String> fresh = jdbc.sql(FRESH)
                .param("seconds", older.toSeconds())
                .query(String.class)
                .list();
        List<Wanted> due = new ArrayList<>();
        for (String list : lists) {
            for (String language : languages) {
                if (!fresh.contains(CodeBook.of(list, language))) {
                    due.add(new Wanted(list, language));
                }
            }
        }
        return due;
    }

    /**
     * Keeps a list as the source writes it.
     *
     * @throws UnreadableDelivery when it is none, or has lost half of what it had; then the one before stays
     */
    public void keep(Wanted wanted, byte[] answer) {
        Map<String, String> entries =
                wanted.isOfPostCodes() ? postCodes(answer, wanted.language()) : lines(answer, wanted.list());
        int before = jdbc.sql(KNOWN)
                .param("list", wanted.list())
                .param("language", wanted.language())
                .query(Integer.class)
                .single();
        if (entries.isEmpty() || entries.size() * 2 < before) {
            throw new UnreadableDelivery(
                    "The code list %s (%s) came with %d entries where there were %d; the one before stays in use."
                            .formatted(wanted.list(), wanted.language(), entries.size(), before),
                    null);
        }
        transaction.executeWithoutResult(status -> store(wanted, entries));
        refresh();
    }

    /** Takes into use what this or another node has kept. */
    void refresh() {
        Map<String, String> versions = new TreeMap<>();
        jdbc.sql(VERSIONS)
                .query((row, n) ->
                        versions.merge(row.getString("list"), row.getString("hash"), (one, other) -> one + other))
                .list();
        versions.replaceAll((list, hashes) -> print(hashes).substring(0, 12));
        if (versions.equals(inForce)) {
            return;
        }
        Map<String, Map<String, String>> texts = new HashMap<>();
        jdbc.sql(ENTRIES)
                .query((row, n) -> texts.computeIfAbsent(
                                CodeBook.of(row.getString("list"), row.getString("language")), of -> new HashMap<>())
                        .put(row.getString("code"), row.getString("text")))
                .list();
        mappings.codes().takeIntoUse(new CodeBook(texts, versions));
        inForce = versions;
    }

    private void store(Wanted wanted, Map<String, String> entries) {
        jdbc.sql(KEEP)
                .param("list", wanted.list())
                .param("language", wanted.language())
                .param("hash", print(entries.toString()))
                .param("entries", entries.size())
                .update();
        jdbc.sql(EMPTY)
                .param("list", wanted.list())
                .param("language", wanted.language())
                .update();
        jdbc.sql(FILL)
                .param("list", wanted.list())
                .param("language", wanted.language())
                .param("codes", entries.keySet().toArray(String[]::new))
                .param("texts", entries.values().toArray(String[]::new))
                .update();
    }

    /** One {@code code<TAB>text} a line. */
    private static Map<String, String> lines(byte[] answer, String list) {
        Map<String, String> entries = new TreeMap<>();
        for (String line : new String(answer, StandardCharsets.UTF_8).split("\\R")) {
            String[] parts = line.split("\t", 2);
            if (line.isBlank()) {
                continue;
            }
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new UnreadableDelivery(
                        "The code list %s has a line that is no code and text with a tab between; the one before stays in use."
                                .formatted(list),
                        null);
            }
            entries.put(parts[0].strip(), parts[1].strip());
        }
        return entries;
    }

    /** A place has names in two languages, and a code may stand more than once; one in use and in the language wins. */
    private static Map<String, String> postCodes(byte[] answer, String language) {
        Map<String, String> entries = new TreeMap<>();
        Map<String, Integer> ranks = new HashMap<>();
        for (JsonNode place : Json.parse(answer)) {
            String code = place.path("postCode").asText("");
            String city = place.path("city").asText("").strip();
            int rank = (place.path("active").asBoolean(true) ? 2 : 0)
                    + (place.path("languageCode").asText().equals(LANGUAGES.get(language)) ? 1 : 0);
            if (code.matches("\\d{5}") && !city.isEmpty() && rank > ranks.getOrDefault(code, -1)) {
                entries.put(code, city);
                ranks.put(code, rank);
            }
        }
        return entries;
    }

    private static String print(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /** One list in one language. */
    public record Wanted(String list, String language) {

        public boolean isOfPostCodes() {
            return list.equals(CodeBook.POST_CODES);
        }
    }
}
