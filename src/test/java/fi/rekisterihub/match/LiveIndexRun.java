package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An index of made-up persons, filled from one register and asked about those of another. Times of questions are those of the
 * processor, so that who else runs on the machine matters little.
 *
 * @param built seconds until it could be asked
 * @param half milliseconds within which half of the questions were answered
 * @param most the same of ninety-nine in a hundred
 * @param megabytes of heap that the index holds
 * @param found the share of questions about somebody who is there in which this one was among the answers
 */
public record LiveIndexRun(double built, double half, double most, double megabytes, double found) {

    private static final List<FieldType> TYPES = List.of(
            FieldType.FAMILY_NAME,
            FieldType.GIVEN_NAME,
            FieldType.BIRTH_DATE,
            FieldType.STREET,
            FieldType.POSTAL_CODE,
            FieldType.CITY,
            FieldType.PHONE,
            FieldType.EMAIL);
    private static final int PERSON = 9;

    public static LiveIndexRun of(Path folder, Path names, int records, int questions) throws IOException {
        Path register = register(folder, names, records);
        int[] persons = new int[records];
        LiveIndex index = new LiveIndex(TYPES);
        long before = heap();
        double built = fill(index, register, persons);
        long start = System.nanoTime();
        index.estimate();
        built += (System.nanoTime() - start) / 1e9;
        double megabytes = (heap() - before) / 1e6;
        // What has been asked for the first time is compiled meanwhile.
        ask(index, folder.resolve("register-b.csv"), questions, persons);
        Answers answers = ask(index, folder.resolve("register-b.csv"), questions, persons);
        double[] times = answers.milliseconds;
        Arrays.sort(times);
        return new LiveIndexRun(
                built, times[times.length / 2], times[times.length * 99 / 100], megabytes, answers.found);
    }

    /** The register alone, as a file with a column for each field. */
    public static Path register(Path folder, Path names, int records) throws IOException {
        FinnishRegisters.two(folder, new FinnishNames(names), records, 5);
        return folder.resolve("register-a.csv");
    }

    private record Answers(double[] milliseconds, double found) {}

    /** On both processors and row by row out of a file, as the hub fills its own out of the database. */
    private static double fill(LiveIndex index, Path file, int[] persons) throws IOException {
        long start = System.nanoTime();
        try (BufferedReader lines = Files.newBufferedReader(file);
                LiveFilling filling = new LiveFilling(index)) {
            lines.readLine();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] row = line.split(";", -1);
                persons[number] = Integer.parseInt(row[PERSON]);
                filling.add(new LiveRecord(number++, Arrays.asList(row).subList(1, PERSON)));
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Answers ask(LiveIndex index, Path file, int questions, int[] persons) throws IOException {
        double[] milliseconds = new double[questions];
        int there = 0;
        int found = 0;
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.lines().skip(1).limit(questions).forEach(lines::add);
        }
        for (int i = 0; i < questions; i++) {
            String[] fields = lines.get(i).split(";", -1);
            int person = Integer.parseInt(fields[PERSON]);
            long start = processor();
            List<Likely> likely = index.like(Arrays.asList(fields).subList(1, PERSON));
            milliseconds[i] = seconds(start) * 1_000;
            there += Arrays.binarySearch(persons, 0, index.size(), person) >= 0 ? 1 : 0;
            found += likely.stream().anyMatch(one -> persons[(int) one.id()] == person) ? 1 : 0;
        }
        return new Answers(milliseconds, (double) found / there);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long since) {
        return (processor() - since) / 1e9;
    }
}
