package fi.rekisterihub.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient says has become of one delivery.
 *
 * @param recipient who says it, as it has shown; of another's delivery it can say nothing
 * @param receipt its own id of it; null when it gave none
 * @param reason why it does not do it, in its own words
 * @param promisedAt when it expects to have done it
 * @param proof what came, as evidence
 */
public record Answer(
        UUID delivery,
        String recipient,
        Way way,
        Outcome outcome,
        @Nullable String receipt,
        @Nullable String reason,
        @Nullable Instant promisedAt,
        Proof proof) {

    private static final int LONGEST_RECEIPT = 200;
    private static final int LONGEST_REASON = 500;

    public Answer {
        receipt = oneLine(receipt, LONGEST_RECEIPT);
        reason = oneLine(reason, LONGEST_REASON);
    }

    /** How it came. */
    public enum Way {
        /** In the answer to our call. */
        ANSWER,
        CALLBACK,
        MAIL,
        FILE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The states of OpenDSR. */
    public enum Outcome {
        /** It has it. */
        PENDING,
        IN_PROGRESS,
        COMPLETED,
        /** It does not do it. */
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** As OpenDSR or we write it, in any case: {@code in_progress}. Empty for any other word. */
        public static Optional<Outcome> of(@Nullable String word) {
            String plain = word == null ? "" : word.strip().replace('-', '_');
            return Arrays.stream(values())
                    .filter(outcome -> outcome.name().equalsIgnoreCase(plain))
                    .findFirst();
        }

        boolean isFinal() {
            return this == COMPLETED || this == CANCELLED;
        }
    }

    /**
     * @param digest SHA-256 in hex of what came
     * @param signedBy the domain whose signature was verified; null when it was believed for another reason
     */
    public record Proof(
            String digest,
            @Nullable String signedBy,
            @Nullable String signature) {

        public static Proof of(String digest) {
            return new Proof(digest, null, null);
        }
    }

    /** What it changed. */
    public enum Effect {
        TAKEN,
        /** It was known. */
        REPEATED,
        /** What had been said before stands. */
        LATE,
        /** This recipient was never told such a thing; nothing is kept. */
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static @Nullable String oneLine(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.isEmpty() ? null : line.length() > longest ? line.substring(0, longest) : line;
    }
}
