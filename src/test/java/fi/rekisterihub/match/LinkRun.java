package fi.rekisterihub.match;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two registers of made-up persons linked in a process of its own, which has no more heap than it may: reading, blocking,
 * scoring and grouping.
 *
 * @param seconds from the start of reading until the groups are known
 * @param megabytes the most heap that was in use
 * @param f1 of the pairs between the registers, as they would be answered
 * @param precision of those that are joined without asking
 * @param doubtful the share of records that a person should look at
 */
public record LinkRun(double seconds, double megabytes, double f1, double precision, double doubtful) {

    private static final int PERSON = 9;

    public static LinkRun of(Path folder, Path names, int size, String heap) throws IOException, InterruptedException {
        FinnishRegisters.two(folder, new FinnishNames(names), size, 17);
        Path answer = folder.resolve("groups.bin");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LinkRun.class.getName(),
                        folder.toString(),
                        answer.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("link.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("link.log")));
        }
        int[] truth = persons(folder);
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(answer)))) {
            double seconds = in.readDouble();
            double megabytes = in.readDouble();
            double doubtful = in.readDouble();
            int second = in.readInt();
            int[] likely = new int[truth.length];
            int[] certain = new int[truth.length];
            for (int row = 0; row < truth.length; row++) {
                likely[row] = in.readInt();
                certain[row] = in.readInt();
            }
            return new LinkRun(
                    seconds, megabytes, f1(truth, likely, second), precision(truth, certain, second), doubtful);
        }
    }

    /** The process that links: the folder of the registers, and where to write what it found. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long start = System.nanoTime();
        LabelledSet set = new LabelledSet(
                "two",
                List.of(folder.resolve("register-a.csv"), folder.resolve("register-b.csv")),
                FinnishRegisters.COLUMNS,
                fields -> "");
        RecordTable table = set.table();
        Linkage.Found found = new Linkage(table, Thresholds.of(table.types())).find();
        Findings findings = new Findings(table, found.clusters(), found.pairs());
        double seconds = (System.nanoTime() - start) / 1e9;
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(new File(arguments[1]).toPath())))) {
            out.writeDouble(seconds);
            out.writeDouble(mostHeap());
            out.writeDouble((double) findings.rows(Findings.Decision.DOUBTFUL) / table.size());
            out.writeInt(table.second());
            for (int row = 0; row < table.size(); row++) {
                out.writeInt(found.clusters().likely(row));
                out.writeInt(found.clusters().certain(row));
            }
        }
    }

    private static double mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(java.lang.management.MemoryUsage::getUsed)
                        .sum()
                / 1e6;
    }

    private static int[] persons(Path folder) throws IOException {
        List<int[]> files = new ArrayList<>();
        for (String name : List.of("register-a.csv", "register-b.csv")) {
            try (BufferedReader lines = Files.newBufferedReader(folder.resolve(name))) {
                files.add(lines.lines()
                        .skip(1)
                        .mapToInt(line -> Integer.parseInt(line.split(";", -1)[PERSON]))
                        .toArray());
            }
        }
        int[] all = Arrays.copyOf(files.get(0), files.get(0).length + files.get(1).length);
        System.arraycopy(files.get(1), 0, all, files.get(0).length, files.get(1).length);
        return all;
    }

    private static double f1(int[] truth, int[] groups, int second) {
        double recall = hits(truth, groups, second) / between(keys(truth, new int[truth.length]), second);
        double precision = precision(truth, groups, second);
        return 2 * precision * recall / (precision + recall);
    }

    private static double precision(int[] truth, int[] groups, int second) {
        return hits(truth, groups, second) / between(keys(groups, new int[groups.length]), second);
    }

    private static double hits(int[] truth, int[] groups, int second) {
        return between(keys(truth, groups), second);
    }

    private static long[] keys(int[] one, int[] other) {
        long[] keys = new long[one.length];
        Arrays.setAll(keys, row -> (long) one[row] << 32 | other[row]);
        return keys;
    }

    /** How many pairs between the two files have the same key. */
    private static double between(long[] keys, int second) {
        long[] first = Arrays.copyOf(keys, second);
        long[] others = Arrays.copyOfRange(keys, second, keys.length);
        Arrays.sort(first);
        Arrays.sort(others);
        double pairs = 0;
        int at = 0;
        int from = 0;
        while (from < first.length) {
            int to = from;
            while (to < first.length && first[to] == first[from]) {
                to++;
            }
            while (at < others.length && others[at] < first[from]) {
                at++;
            }
            int end = at;
            while (end < others.length && others[end] == first[from]) {
                end++;
            }
            pairs += (double) (to - from) * (end - at);
            from = to;
        }
        return pairs;
    }
}
