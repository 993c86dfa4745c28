package fi.rekisterihub.permission;

/**
 * A list or a provider whose word is too old to send marketing by.
 *
 * @param name the list's feed or the provider's id
 * @param days how old it is, how long something has waited, or for how long nobody has heard of it
 * @param limit how long that may be, in days
 */
public record Stale(Kind kind, String name, long days, long limit) {

    /** What is wrong, and so what to do. */
    public enum Kind {
        LIST_OLD(
                "The opt-out list %s is %d days old and may be used for %d. Fetch or import today's list on the page Sources."),
        LIST_AWAITED(
                "The opt-out list %s binds this register and has never come. Fetch or import it on the page Sources."),
        PROVIDER_WAITING("Opt-outs have waited for the provider %s for %d days; the limit is %d."
                + " See on the page Processors why it does not take them."),
        PROVIDER_DEAD(
                "The provider %s has not taken an opt-out after every attempt. Send it again on the page Processors."),
        PROVIDER_SILENT("The provider %s last answered %d days ago; the limit is %d. See that its route runs.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** The part of a message key that stands for it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** What happened, where, and what to do. */
    public String sentence() {
        return kind.sentence.formatted(name, days, limit);
    }
}
