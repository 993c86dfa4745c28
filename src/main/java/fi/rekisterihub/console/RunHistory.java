package fi.rekisterihub.console;

import fi.rekisterihub.intake.RunView;
import java.util.ArrayList;
import java.util.List;

/**
 * The last runs of a source as bars, drawn on the server: as high as the rows that came, coloured by how the run ended.
 *
 * @param bars oldest first
 */
record RunHistory(List<Bar> bars) {

    static final int MOST = 40;
    static final int HEIGHT = 64;
    static final int STEP = 8;

    /** One run, in the units of the drawing; {@code label} says it in words. */
    record Bar(long run, int x, int y, int height, String status, String label) {}

    /** @param runs newest first */
    static RunHistory of(List<RunView> runs, Words words) {
        long highest =
                Math.max(1, runs.stream().mapToLong(RunView::rowsIn).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunView run = runs.get(i);
            int height = (int) Math.max(2, run.rowsIn() * HEIGHT / highest);
            bars.add(new Bar(
                    run.id(),
                    bars.size() * STEP,
                    HEIGHT - height,
                    height,
                    run.status(),
                    words.text(
                            "history.bar",
                            String.valueOf(run.id()),
                            words.when(run.queuedAt()),
                            words.text("run.status." + run.status()),
                            run.rowsIn(),
                            words.number(run.rowsIn()),
                            words.duration(run.took()))));
        }
        return new RunHistory(bars);
    }

    /** In the units of the drawing. */
    int width() {
        return MOST * STEP;
    }

    /** Whether there is more than one run to compare. */
    public boolean tells() {
        return bars.size() > 1;
    }

    public String box() {
        return "0 0 " + width() + " " + HEIGHT;
    }
}
