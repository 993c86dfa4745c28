package fi.rekisterihub.edge.signature;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a call of a hook is found to be. */
public sealed interface Verdict {

    /** The provider's own. */
    Genuine GENUINE = new Genuine(null, true, null);

    /**
     * @param once what no two calls share; null when that is the body itself
     * @param bodySigned false when another body could have been put beside the signature, so that {@code once} must not come
     *     with a second body
     * @param confirm an address that the provider wants to be asked for before it sends more
     */
    record Genuine(
            @Nullable String once,
            boolean bodySigned,
            @Nullable URI confirm) implements Verdict {}

    /** Not the provider's own, or not of now. */
    record Refused(Why why) implements Verdict {}

    /**
     * It cannot be said now; the provider must send it again.
     *
     * @param why a sentence for the operator
     */
    record Unsure(String why) implements Verdict {}

    /** Why a call is refused. */
    enum Why {
        /** Nothing is shown. */
        UNSIGNED("it shows no signature or secret where the mapping table looks for it"),
        /** It does not fit the secret, or the body was changed. */
        FORGED("its signature or secret does not fit"),
        /** It was signed too long ago, or its signature was used before. */
        REPLAYED("it was signed too long ago, or its token was used before with another body"),
        /** The body has no place for a signature: cut off, or something else. */
        UNREADABLE("its signature stands in the body, and that cannot be read");

        private final String said;

        Why(String said) {
            this.said = said;
        }

        /** Ends the sentence that begins with the call. */
        public String said() {
            return said;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
