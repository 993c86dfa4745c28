package fi.rekisterihub.intake;

import org.jspecify.annotations.Nullable;

/**
 * What became of one record.
 *
 * @param entityId the entity it is linked to, null when to none
 * @param field the field at fault, for parked records
 * @param reason the rule or the fault, without personal data; null for applied and unchanged
 */
public record Outcome(
        Kind kind,
        @Nullable Long entityId,
        @Nullable String field,
        @Nullable String reason) {

    /** The five ways a row can end; their sum is the rows in. */
    public enum Kind {
        APPLIED('a'),
        UNCHANGED('a'),
        REVIEW('v'),
        REFUSED('r'),
        PARKED('p');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** As kept in {@code source_record.outcome}: an unchanged record is an applied one. */
        public char code() {
            return code;
        }
    }

    public static Outcome applied(long entityId) {
        return new Outcome(Kind.APPLIED, entityId, null, null);
    }

    public static Outcome unchanged(@Nullable Long entityId) {
        return new Outcome(Kind.UNCHANGED, entityId, null, null);
    }

    public static Outcome review(String reason) {
        return new Outcome(Kind.REVIEW, null, null, reason);
    }

    public static Outcome refused(@Nullable Long entityId, String rule) {
        return new Outcome(Kind.REFUSED, entityId, null, rule);
    }

    public static Outcome parked(@Nullable String field, String reason) {
        return new Outcome(Kind.PARKED, null, field, reason);
    }
}
