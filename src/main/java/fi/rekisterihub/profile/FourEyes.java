package fi.rekisterihub.profile;

/** What one person may propose and another must confirm, where the profile asks for it. */
public enum FourEyes {
    /** Calling two entities one. */
    MERGE("merge"),
    /** Taking apart what is one. */
    SEPARATE("separate");

    private final String word;

    FourEyes(String word) {
        this.word = word;
    }

    /** As it stands in profiles. */
    public String word() {
        return word;
    }
}
