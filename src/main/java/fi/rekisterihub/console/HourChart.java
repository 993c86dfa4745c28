package fi.rekisterihub.console;

import fi.rekisterihub.intake.HourOfChanges;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bars of the last 24 hours, drawn on the server as SVG: nothing to load, nothing inline.
 *
 * @param bars oldest first
 * @param total all of them together
 */
record HourChart(List<Bar> bars, long total) {

    static final int HEIGHT = 80;
    static final int STEP = 12;

    /** One hour, in the units of the drawing. */
    record Bar(int x, int y, int height, long value, String hour) {}

    static HourChart of(List<HourOfChanges> hours, Words words) {
        Map<Instant, Long> byHour =
                hours.stream().collect(Collectors.toMap(HourOfChanges::hour, HourOfChanges::applied, Long::sum));
        long highest = Math.max(
                1, byHour.values().stream().mapToLong(Long::longValue).max().orElse(1));
        Instant present = Instant.now().truncatedTo(ChronoUnit.HOURS);
        List<Bar> bars = IntStream.range(0, 24)
                .mapToObj(index -> {
                    Instant hour = present.minus(23L - index, ChronoUnit.HOURS);
                    long value = byHour.getOrDefault(hour, 0L);
                    int height = value == 0 ? 1 : (int) Math.max(2, value * HEIGHT / highest);
                    return new Bar(index * STEP, HEIGHT - height, height, value, words.clockOf(hour));
                })
                .toList();
        return new HourChart(
                bars, byHour.values().stream().mapToLong(Long::longValue).sum());
    }
}
