package fi.rekisterihub.mapping;

/** What becomes of a company or person whom a full list has left, as {@code absent:} of a mapping table says it. */
public enum AbsentRule {
    /** It is counted, and everything stays. */
    KEEP,
    /** A steward decides, one by one. */
    REVIEW,
    /** What only this feed has told is emptied; nobody is deleted. */
    END
}
