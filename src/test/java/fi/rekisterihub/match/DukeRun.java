package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import no.priv.garshol.duke.ConfigLoader;
import no.priv.garshol.duke.Configuration;
import no.priv.garshol.duke.Processor;
import no.priv.garshol.duke.Record;
import no.priv.garshol.duke.matchers.AbstractMatchListener;

/**
 * Duke 1.2 and the matcher on one file of the FEBRL kind with 10,000 rows. Duke has comparators and probabilities set by hand
 * for that kind of file, and afterwards the threshold that suits it best; the matcher has what it ships with.
 */
public record DukeRun(double ours, double oursF1, double theirs, double theirsF1) {

    private static final String PROPERTY = """
                <property>
                  <name>%1$s</name>
                  <comparator>no.priv.garshol.duke.comparators.%2$s</comparator>
                  <low>%3$s</low>
                  <high>%4$s</high>
                </property>
            """;
    private static final String COLUMN =
            "    <column name=\"%s\" property=\"%s\" cleaner=\"no.priv.garshol.duke.cleaners.LowerCaseNormalizeCleaner\"/>\n";
    private static final String FILE = """
            <duke>
              <schema>
                <threshold>0.7</threshold>
                <property type="id"><name>ID</name></property>
            %s  </schema>
              <csv>
                <param name="input-file" value="%s"/>
                <column name="row" property="ID"/>
            %s  </csv>
            </duke>
            """;
    private static final List<String[]> FIELDS = List.of(
            new String[] {"given_name", "GIVEN", "JaroWinkler", "0.35", "0.75"},
            new String[] {"surname", "FAMILY", "JaroWinkler", "0.3", "0.8"},
            new String[] {"address_1", "STREET", "JaroWinkler", "0.35", "0.75"},
            new String[] {"suburb", "CITY", "JaroWinkler", "0.4", "0.65"},
            new String[] {"postcode", "POSTCODE", "Levenshtein", "0.4", "0.65"},
            new String[] {"date_of_birth", "BORN", "Levenshtein", "0.25", "0.85"},
            new String[] {"phone_number", "PHONE", "Levenshtein", "0.3", "0.8"},
            new String[] {"soc_sec_id", "NUMBER", "Levenshtein", "0.2", "0.9"});
    private static final double[] THRESHOLDS = {0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995};

    private record Matched(int one, int other, double confidence) {}

    /** @param linkage the folder of the labelled files */
    public static DukeRun of(Path folder, Path linkage) throws Exception {
        Path file = folder.resolve("c-type.csv");
        write(linkage.resolve("dataset_C_5000.csv"), file);
        LabelledSet set = LabelledSet.all(linkage).stream()
                .filter(one -> one.name().equals("C_5000"))
                .findFirst()
                .orElseThrow();
        LabelledSet twice = new LabelledSet("C-type, 10,000", List.of(file), set.columns(), set.truth());
        // What runs for the first time is compiled meanwhile: on either side for as long as Duke takes for it.
        double warming = duke(file, new ArrayList<>());
        Measured ours = Measured.of(twice);
        for (long begun = System.nanoTime(); System.nanoTime() - begun < warming * 1e9; ) {
            Measured.of(twice);
        }
        double oursSeconds = seconds(twice);
        List<String> truth = new ArrayList<>();
        RecordTable table = twice.table(truth);
        List<Matched> matched = new ArrayList<>();
        double seconds = duke(file, matched);
        double best = 0;
        for (double threshold : THRESHOLDS) {
            Components groups = new Components(table.size());
            matched.stream()
                    .filter(pair -> pair.confidence() >= threshold)
                    .forEach(pair -> groups.join(pair.one(), pair.other()));
            best = Math.max(best, Accuracy.of(table, truth, groups::of).f1());
        }
        return new DukeRun(table.size() / oursSeconds, ours.likely().f1(), table.size() / seconds, best);
    }

    /** The median of a few runs: what disturbs the machine for a moment is a large part of a second, and none of what Duke takes. */
    private static double seconds(LabelledSet set) throws Exception {
        double[] seconds = new double[5];
        for (int run = 0; run < seconds.length; run++) {
            long start = System.nanoTime();
            RecordTable table = set.table();
            new Linkage(table, Thresholds.of(table.types())).find();
            seconds[run] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static double duke(Path csv, List<Matched> matched) throws Exception {
        StringBuilder properties = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (String[] field : FIELDS) {
            properties.append(PROPERTY.formatted(field[1], field[2], field[3], field[4]));
            columns.append(COLUMN.formatted(field[0], field[1]));
        }
        Path file = csv.resolveSibling("duke.xml");
        Files.writeString(file, FILE.formatted(properties, csv, columns));
        Configuration configuration = ConfigLoader.load(file.toString());
        Processor processor = new Processor(configuration);
        processor.setThreads(2);
        processor.addMatchListener(new AbstractMatchListener() {
            @Override
            public void matches(Record one, Record other, double confidence) {
                synchronized (matched) {
                    matched.add(new Matched(number(one), number(other), confidence));
                }
            }
        });
        long start = System.nanoTime();
        processor.deduplicate();
        double seconds = (System.nanoTime() - start) / 1e9;
        processor.close();
        return seconds;
    }

    private static int number(Record record) {
        return Integer.parseInt(record.getValue("ID"));
    }

    /** The file and, below it, the same people with every letter and number another: as many again whom nobody knows. */
    private static void write(Path from, Path to) throws IOException {
        List<String> rows;
        try (BufferedReader lines = Files.newBufferedReader(from)) {
            rows = lines.lines().toList();
        }
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            out.write("row," + rows.get(0) + "\n");
            int number = 0;
            for (String row : rows.subList(1, rows.size())) {
                out.write(number++ + "," + row + "\n");
            }
            for (String row : rows.subList(1, rows.size())) {
                String[] fields = row.split(",", -1);
                for (int i = 1; i < fields.length; i++) {
                    // A date must stay one.
                    fields[i] = i == 9 ? fields[i] : other(fields[i]);
                }
                fields[0] = String.valueOf(Long.parseLong(fields[0].strip()) + 10_000_000);
                out.write(number++ + "," + String.join(",", fields) + "\n");
            }
        }
    }

    private static String other(String text) {
        StringBuilder other = new StringBuilder();
        for (char letter : text.toCharArray()) {
            if (letter >= 'a' && letter <= 'z') {
                other.append((char) ('a' + (letter - 'a' + 1) % 26));
            } else if (letter >= '0' && letter <= '9') {
                other.append((char) ('0' + (letter - '0' + 3) % 10));
            } else {
                other.append(letter);
            }
        }
        return other.toString();
    }
}
