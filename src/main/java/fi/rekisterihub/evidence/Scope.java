package fi.rekisterihub.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle holds, and holds whole: its first line.
 *
 * @param made when it was written
 * @param subjects of whom, in their order; empty for everything
 * @param from sealed at this time or later; null from the first block
 * @param until sealed before this time; null up to the head
 * @param first the first block of these times, {@code last} the last; {@code last = first - 1} when there is none
 */
record Scope(
        Instant made,
        List<String> subjects,
        @Nullable Instant from,
        @Nullable Instant until,
        long first,
        long last) {

    static final String FORMAT = "rekisterihub-evidence/1";

    boolean everything() {
        return subjects.isEmpty();
    }

    ObjectNode line() {
        ObjectNode line = CanonicalJson.object();
        line.putArray("blocks").add(first).add(last);
        line.put("bundle", FORMAT);
        if (from != null) {
            line.put("from", SealedRow.TIME.format(from));
        }
        line.put("made", SealedRow.TIME.format(made));
        if (!subjects.isEmpty()) {
            var all = line.putArray("subjects");
            subjects.forEach(all::add);
        }
        if (until != null) {
            line.put("until", SealedRow.TIME.format(until));
        }
        return line;
    }

    /** Empty when it is no such line, or has more or less than one has. */
    static Optional<Scope> of(JsonNode line) {
        try {
            List<String> subjects = new ArrayList<>();
            line.path("subjects").forEach(subject -> subjects.add(subject.asText()));
            Scope scope = new Scope(
                    Instant.from(SealedRow.TIME.parse(line.path("made").asText())),
                    subjects,
                    time(line.path("from")),
                    time(line.path("until")),
                    line.path("blocks").path(0).asLong(),
                    line.path("blocks").path(1).asLong());
            return scope.first > 0
                            && scope.last >= scope.first - 1
                            && List.copyOf(new TreeSet<>(subjects)).equals(subjects)
                            && CanonicalJson.write(scope.line()).equals(CanonicalJson.write(line))
                    ? Optional.of(scope)
                    : Optional.empty();
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant time(JsonNode value) {
        return value.isMissingNode() ? null : Instant.from(SealedRow.TIME.parse(value.asText()));
    }
}
