package fi.rekisterihub.match;

/** What follows for two records. */
public enum Verdict {
    /** One entity, without asking. */
    SAME,
    /** May be one; a person should look. */
    DOUBTFUL,
    /** Two. */
    OTHER
}
