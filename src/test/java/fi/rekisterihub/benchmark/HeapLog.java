package fi.rekisterihub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the heap was in use after each collection, as the JVM logs it with {@code -Xlog:gc}. */
final class HeapLog {

    private static final Pattern PAUSE = Pattern.compile("^\\[([\\d.]+)s].* Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");
    private static final int QUARTERS = 4;

    private final List<double[]> pauses = new ArrayList<>();

    HeapLog(Path log) throws IOException {
        for (String line : Files.readAllLines(log)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                pauses.add(new double[] {Double.parseDouble(pause.group(1)), Double.parseDouble(pause.group(2))});
            }
        }
    }

    /** The median of each quarter of the process's time, in megabytes. */
    List<Long> quarters() {
        double end = pauses.get(pauses.size() - 1)[0];
        List<Long> medians = new ArrayList<>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            double from = end * quarter / QUARTERS;
            double to = end * (quarter + 1) / QUARTERS;
            double[] used = pauses.stream()
                    .filter(pause -> pause[0] >= from && pause[0] <= to)
                    .mapToDouble(pause -> pause[1])
                    .toArray();
            Arrays.sort(used);
            medians.add(used.length == 0 ? 0 : Math.round(used[used.length / 2]));
        }
        return medians;
    }

    /** The last quarter against the one before: a run first compares and then writes, and in both it writes. */
    double growth() {
        List<Long> quarters = quarters();
        return (double) quarters.get(QUARTERS - 1) / Math.max(1, quarters.get(QUARTERS - 2));
    }
}
