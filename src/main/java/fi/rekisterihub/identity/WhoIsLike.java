package fi.rekisterihub.identity;

import fi.rekisterihub.match.Likely;
import fi.rekisterihub.register.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers whom of a register a record may be of, before anything is written. */
@Component
public final class WhoIsLike {

    private static final int MOST = 20;

    private final Indexes indexes;

    WhoIsLike(Indexes indexes) {
        this.indexes = indexes;
    }

    /** An answer. */
    public sealed interface Answer {

        /** The likeliest first. */
        record Found(List<Likely> likes) implements Answer {}

        /** @param why a sentence that says what to do */
        record NotNow(String why) implements Answer {}
    }

    /** @param told field, as profiles call it, to value; fields by which the register does not compare say nothing */
    public Answer ask(String registerId, EntityKind kind, Map<String, String> told) {
        IndexState state = indexes.state(registerId, kind);
        if (state instanceof IndexState.Ready ready) {
            List<@Nullable String> values =
                    new ArrayList<>(ready.fields().fields().size());
            ready.fields().fields().forEach(field -> values.add(told.get(field)));
            return new Answer.Found(
                    ready.index().like(values).stream().limit(MOST).toList());
        }
        return new Answer.NotNow(why(state, registerId, kind));
    }

    private static String why(IndexState state, String registerId, EntityKind kind) {
        if (state instanceof IndexState.Loading loading) {
            return "The register is being read: %d so far. Ask again in a moment.".formatted(loading.read());
        }
        if (state instanceof IndexState.TooLarge large) {
            return "The register does not fit into the memory of the hub: start it with -Xmx%dm or more."
                    .formatted(large.megabytes());
        }
        return "The register %s holds nothing by which %s could be compared."
                .formatted(registerId, kind == EntityKind.PERSON ? "persons" : "companies");
    }
}
