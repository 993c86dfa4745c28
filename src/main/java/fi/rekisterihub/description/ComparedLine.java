package fi.rekisterihub.description;

import fi.rekisterihub.description.Difference.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of two texts.
 *
 * @param pieces the whole line; of a changed one, what stayed, what went and what came, in reading order
 */
public record ComparedLine(Mark mark, List<Piece> pieces) {

    /** Lines that have less than this share of their words in common are two lines, not one that changed. */
    private static final double ALIKE = 0.5;

    /** A run of words that fared alike. */
    public record Piece(Mark mark, String text) {}

    static ComparedLine whole(Mark mark, String text) {
        return new ComparedLine(mark, List.of(new Piece(mark, text)));
    }

    static ComparedLine changed(String before, String after) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Mark mark = Mark.SAME;
        for (Step<String> step : Difference.between(words(before), words(after))) {
            if (step.mark() != mark && run.length() > 0) {
                pieces.add(new Piece(mark, run.toString()));
                run.setLength(0);
            }
            mark = step.mark();
            run.append(run.length() > 0 ? " " : "").append(step.thing());
        }
        pieces.add(new Piece(mark, run.toString()));
        return new ComparedLine(Mark.CHANGED, List.copyOf(pieces));
    }

    static boolean alike(String before, String after) {
        List<String> one = words(before);
        List<String> other = words(after);
        long common = Difference.between(one, other).stream()
                .filter(step -> step.mark() == Mark.SAME)
                .count();
        return 2.0 * common / (one.size() + other.size()) >= ALIKE;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
