package fi.rekisterihub.console;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Bars of the coming years, drawn on the server as SVG like those of the hours.
 *
 * @param bars the earliest year first; what is due from years before stands in this one
 * @param total all of them together
 */
record YearChart(List<Bar> bars, int width, long total) {

    private static final int HEIGHT = 80;
    private static final int STEP = 24;
    private static final int MOST = 12;

    /** One year, in the units of the drawing. */
    record Bar(int x, int y, int height, long value, String year) {}

    static YearChart of(Map<Integer, Long> years, int present) {
        long[] values = new long[MOST];
        int used = 1;
        for (Map.Entry<Integer, Long> one : years.entrySet()) {
            int place = Math.max(0, Math.min(MOST - 1, one.getKey() - present));
            values[place] += one.getValue();
            used = Math.max(used, place + 1);
        }
        int shown = Math.max(4, used);
        long highest = IntStream.range(0, shown)
                .mapToLong(place -> values[place])
                .max()
                .orElse(1);
        List<Bar> bars = IntStream.range(0, shown)
                .mapToObj(place -> {
                    int height =
                            values[place] == 0 ? 1 : (int) Math.max(2, values[place] * HEIGHT / Math.max(1, highest));
                    String year = place == MOST - 1 ? (present + place) + "–" : Integer.toString(present + place);
                    return new Bar(place * STEP, HEIGHT - height, height, values[place], year);
                })
                .toList();
        return new YearChart(
                bars,
                shown * STEP,
                years.values().stream().mapToLong(Long::longValue).sum());
    }
}
