package fi.rekisterihub.permission;

/** How a click came; kept with the act as evidence. */
public enum LinkWay {
    /** {@code List-Unsubscribe=One-Click}, from a mail program (RFC 8058). */
    ONE_CLICK("one-click"),
    /** The button of the page. */
    PAGE("page"),
    /** The page on which each topic and channel can be chosen. */
    PREFERENCES("preferences"),
    /** A form that says neither; a wish to leave is not refused for its form. */
    OTHER("other-form");

    private final String word;

    LinkWay(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
