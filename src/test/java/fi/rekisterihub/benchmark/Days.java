package fi.rekisterihub.benchmark;

import fi.rekisterihub.benchmark.HubImport.Result;
import fi.rekisterihub.simulator.BigCsv;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same register as it is delivered on several days. */
final class Days {

    private static final int COMES_AND_GOES = 1_000;
    private static final int EMAIL = 4;
    private static final int STREET = 6;

    /** The first delivery. */
    final Path first;
    /** The same records in another order. */
    final Path shuffled;
    /** The same in yet another. */
    final Path reshuffled;
    /** Two in a hundred have moved and have another phone; a thousand are new and a thousand are gone. */
    final Path some;
    /** Every street and every second e-mail address is another. */
    final Path every;

    final int rows;

    private final Path folder;

    Days(Path folder, int rows) throws IOException {
        this.folder = folder;
        this.rows = rows;
        first = folder.resolve("first.csv");
        some = folder.resolve("some.csv");
        BigCsv.write(first, rows, 1, 0);
        BigCsv.write(some, rows + COMES_AND_GOES, 1, 0.02);
        shuffled = shuffled("shuffled.csv", 1);
        reshuffled = shuffled("reshuffled.csv", 2);
        drop(some, COMES_AND_GOES);
        every = every();
    }

    Path firstRows(int rows) throws IOException {
        Path part = folder.resolve(rows + ".csv");
        try (var lines = Files.lines(first)) {
            Files.write(part, (Iterable<String>) lines.limit(rows + 1L)::iterator);
        }
        return part;
    }

    /** Nothing changed, and not the bytes of the day before, which would not be compared at all. */
    Path sameOn(int day) {
        return day % 2 == 0 ? shuffled : reshuffled;
    }

    /** Two in a hundred are other than on the day before. */
    Path someOn(int day) {
        return day % 2 == 0 ? some : first;
    }

    /** @return the seconds of a run in which nothing changed */
    double unchanged(Result result) {
        if (result.unchanged() != rows) {
            throw new IllegalStateException("%d of %d records were unchanged.".formatted(result.unchanged(), rows));
        }
        return result.seconds();
    }

    /** @return the seconds of a run in which two in a hundred changed */
    double changed(Result result) {
        // The thousand that come and go are more than two in a hundred of a small register.
        if (result.applied() < rows / 100L || result.applied() > rows / 25L + 2 * COMES_AND_GOES) {
            throw new IllegalStateException("%d of %d records were changed.".formatted(result.applied(), rows));
        }
        return result.seconds();
    }

    private Path shuffled(String name, long seed) throws IOException {
        List<String> lines = Files.readAllLines(first);
        Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
        return Files.write(folder.resolve(name), lines);
    }

    private static void drop(Path file, int rows) throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.subList(1, rows + 1).clear();
        Files.write(file, lines);
    }

    private Path every() throws IOException {
        Path file = folder.resolve("every.csv");
        try (BufferedReader in = Files.newBufferedReader(first);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(in.readLine() + "\n");
            int row = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // No value of these files holds a separator.
                String[] fields = line.split(";", -1);
                fields[STREET] = fields[STREET] + " B";
                fields[EMAIL] = row++ % 2 == 0 ? "uusi." + fields[EMAIL] : fields[EMAIL];
                out.write(String.join(";", fields) + "\n");
            }
        }
        return file;
    }
}
