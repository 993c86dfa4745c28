package fi.rekisterihub.match;

import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.OperatorText;
import fi.rekisterihub.Section;
import fi.rekisterihub.content.DeliveredFile;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.RecordReaders;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.mapping.ContentFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/**
 * Finds which rows of a file, or of two, are of one entity, and writes down what it found; no register and no database is
 * needed. The door of this room for the {@code match} command.
 */
public final class MatchFiles {

    private static final DataSize LARGEST = DataSize.ofGigabytes(8);
    private static final ContentFormat ANY_CSV =
            new ContentFormat.Csv(null, null, ContentFormat.Frame.HEADER_ONLY, true);

    private MatchFiles() {}

    /**
     * @param inputs one file to look for duplicates in, or two to link
     * @param language of the explanations: fi, sv or en
     */
    public record Request(Path mapping, List<Path> inputs, Path out, String language) {}

    /**
     * @param unread rows that could not be read; they are in the output, each for itself
     * @param entities how many there are when the matcher has to answer
     * @param same rows joined with others without asking
     * @param doubtful rows of which a person should decide
     */
    public record Report(int rows, int unread, int entities, int same, int doubtful) {}

    /** @throws IllegalArgumentException when the mapping or a file cannot be used; it says what and where */
    public static Report run(Request request) {
        mustBeWritable(request);
        List<MatchColumns> columns = columns(request);
        RecordTable table = new RecordTable(types(columns));
        List<MatchInput> inputs = new ArrayList<>();
        for (int i = 0; i < request.inputs().size(); i++) {
            if (i == 1) {
                table.beginSecond();
            }
            inputs.add(read(request.inputs().get(i), columns.get(i), table));
        }
        Linkage.Found found = new Linkage(table, Thresholds.of(table.types())).find();
        Findings findings = new Findings(table, found.clusters(), found.pairs());
        new MatchOutput(table, found, findings, inputs, new Explainer(table, found, request.language()))
                .write(request.out());
        return new Report(
                table.size(),
                inputs.stream().mapToInt(input -> input.unread().size()).sum(),
                entities(table, found.clusters()),
                findings.rows(Findings.Decision.SAME),
                findings.rows(Findings.Decision.DOUBTFUL));
    }

    /** Said before minutes of work, and before a list is written over by what was found in it. */
    private static void mustBeWritable(Request request) {
        Path out = request.out().toAbsolutePath().normalize();
        Path folder = out.getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
            throw new IllegalArgumentException(
                    "The output %s cannot be written: name a file in a folder that is there.".formatted(request.out()));
        }
        for (Path input : request.inputs()) {
            if (input.toAbsolutePath().normalize().equals(out)) {
                throw new IllegalArgumentException(
                        "The output %s would be written over the input; give it another name."
                                .formatted(request.out()));
            }
        }
    }

    private static int entities(RecordTable table, Clusters clusters) {
        int entities = 0;
        for (int row = 0; row < table.size(); row++) {
            entities += clusters.likely(row) == row ? 1 : 0;
        }
        return entities;
    }

    private static MatchInput read(Path file, MatchColumns columns, RecordTable table) {
        RecordReader reader = readable(file);
        columns.mustBeIn(reader.header(), String.valueOf(file.getFileName()));
        int from = table.size();
        List<Integer> unread = new TableReader(table, columns).read(reader);
        return new MatchInput(file, columns, reader, from, unread);
    }

    private static RecordReader readable(Path file) {
        try {
            return reader(file);
        } catch (UnreadableDelivery e) {
            throw new IllegalArgumentException("The file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    static RecordReader reader(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file %s.".formatted(file));
        }
        return RecordReaders.ofFile(new DeliveredFile(file, LARGEST), ANY_CSV);
    }

    /** A mapping that names other columns for a second file has them under {@code second}. */
    private static List<MatchColumns> columns(Request request) {
        OperatorFile file = text(request.mapping()).parse();
        Optional<Section> root = file.root();
        List<MatchColumns> columns = new ArrayList<>();
        root.ifPresent(section -> {
            section.only("id", "fields", "second");
            MatchColumns first = MatchColumns.read(section);
            columns.add(first);
            columns.add(section.section("second").map(MatchColumns::read).orElse(first));
        });
        if (!file.findings().isEmpty()) {
            throw new IllegalArgumentException(
                    file.findings().stream().map(Object::toString).collect(Collectors.joining(System.lineSeparator())));
        }
        return columns;
    }

    private static OperatorText text(Path mapping) {
        if (!Files.isRegularFile(mapping)) {
            throw new IllegalArgumentException("There is no mapping %s.".formatted(mapping));
        }
        try {
            // What is no UTF-8 becomes a finding with its line.
            return new OperatorText(
                    mapping.toString(), new String(Files.readAllBytes(mapping), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping %s cannot be read.".formatted(mapping), e);
        }
    }

    private static List<FieldType> types(List<MatchColumns> columns) {
        List<FieldType> types = Arrays.stream(FieldType.values())
                .filter(type -> columns.stream().allMatch(one -> one.types().contains(type)))
                .toList();
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    "The mapping reads no field that both files have, so there is nothing to compare them by.");
        }
        if (types.size() > Levels.MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "The mapping reads %d fields, with those that are found in others; %d can be compared: leave out those that say least, as 'region'."
                            .formatted(types.size(), Levels.MOST_COLUMNS));
        }
        return types;
    }
}
