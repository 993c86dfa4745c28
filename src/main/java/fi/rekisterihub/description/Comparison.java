package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.description.Difference.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two texts of a register, line by line and word by word. The day and the fingerprint, which differ
 * always, are left out.
 *
 * @param parts those in which something differs, with their unchanged lines too
 */
public record Comparison(String language, List<ComparedPart> parts) {

    /** @param mark added or removed for a part that only one of the texts has */
    public record ComparedPart(String id, String heading, Mark mark, List<ComparedLine> lines) {

        /** How many lines of it are not as they were. */
        public long differences() {
            return lines.stream().filter(line -> line.mark() != Mark.SAME).count();
        }
    }

    public static Comparison of(Description before, Description after) {
        List<ComparedPart> parts = new ArrayList<>();
        for (Step<String> id : Difference.between(ids(before), ids(after))) {
            @Nullable Part one = part(before, id.thing()).orElse(null);
            @Nullable Part other = part(after, id.thing()).orElse(null);
            Part shown = Objects.requireNonNull(other == null ? one : other);
            List<ComparedLine> lines = compare(texts(one), texts(other));
            if (lines.stream().anyMatch(line -> line.mark() != Mark.SAME)) {
                parts.add(new ComparedPart(id.thing(), shown.heading(), id.mark(), lines));
            }
        }
        return new Comparison(after.language(), List.copyOf(parts));
    }

    /** Whether a reader is told the same. */
    public boolean same() {
        return parts.isEmpty();
    }

    public long differences() {
        return parts.stream().mapToLong(ComparedPart::differences).sum();
    }

    private static List<String> ids(Description description) {
        return description.parts().stream()
                .map(Part::id)
                .filter(id -> !id.equals(AboutChapter.ID))
                .toList();
    }

    private static Optional<Part> part(Description description, String id) {
        return description.parts().stream().filter(part -> part.id().equals(id)).findFirst();
    }

    private static List<String> texts(@Nullable Part part) {
        return part == null
                ? List.of()
                : Stream.concat(Stream.of(part.heading()), part.lines().map(Line::text))
                        .toList();
    }

    private static List<ComparedLine> compare(List<String> before, List<String> after) {
        List<ComparedLine> lines = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        for (Step<String> step : Difference.between(before, after)) {
            switch (step.mark()) {
                case REMOVED -> gone.add(step.thing());
                case ADDED -> come.add(step.thing());
                default -> {
                    settle(lines, gone, come);
                    lines.add(ComparedLine.whole(Mark.SAME, step.thing()));
                }
            }
        }
        settle(lines, gone, come);
        return lines;
    }

    /** Between two lines that stayed: each that went is one that changed when one like it came at the same place. */
    private static void settle(List<ComparedLine> lines, List<String> gone, List<String> come) {
        for (String old : gone) {
            int like = 0;
            while (like < come.size() && !ComparedLine.alike(old, come.get(like))) {
                like++;
            }
            if (like == come.size()) {
                lines.add(ComparedLine.whole(Mark.REMOVED, old));
            } else {
                come.subList(0, like).forEach(text -> lines.add(ComparedLine.whole(Mark.ADDED, text)));
                lines.add(ComparedLine.changed(old, come.get(like)));
                come.subList(0, like + 1).clear();
            }
        }
        come.forEach(text -> lines.add(ComparedLine.whole(Mark.ADDED, text)));
        gone.clear();
        come.clear();
    }
}
