package fi.rekisterihub.console;

import fi.rekisterihub.intake.RunCounts;
import fi.rekisterihub.intake.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The counts of a run as segments of one bar, whose lengths sum up to the rows in; templates know it as {@code counts}. */
@Component
public class Counts {

    /** One outcome; {@code x} and {@code width} are percentages of the bar, as SVG writes them. */
    public record Segment(String outcome, long rows, String x, String width) {}

    public List<Segment> segments(RunView run) {
        RunCounts counts = run.counts();
        long all = Math.max(1, Math.max(run.rowsIn(), counts.sum()));
        List<Segment> segments = new ArrayList<>();
        double at = 0;
        at = add(segments, "applied", counts.applied(), at, all);
        at = add(segments, "unchanged", counts.unchanged(), at, all);
        at = add(segments, "review", counts.review(), at, all);
        at = add(segments, "refused", counts.refused(), at, all);
        add(segments, "parked", counts.parked(), at, all);
        return segments;
    }

    private static double add(List<Segment> segments, String outcome, long rows, double at, long all) {
        double width = rows * 100.0 / all;
        segments.add(new Segment(outcome, rows, percent(at), percent(width)));
        return at + width;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
