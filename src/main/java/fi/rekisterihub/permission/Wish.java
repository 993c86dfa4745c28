package fi.rekisterihub.permission;

/**
 * One thing that a person can prohibit or allow on the page of a link, within the link's register.
 *
 * @param channel one channel, or {@code *} for all
 * @param scope a topic, or {@code *} for everything in the purpose
 */
public record Wish(String purpose, String channel, String scope) {

    private static final int PARTS = 3;

    /** As the page's form and the kept item write it. */
    public String text() {
        return String.join(" ", purpose, channel, scope);
    }

    /** @throws IllegalArgumentException when it is none */
    public static Wish parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("A wish names a purpose, a channel and a scope.");
        }
        return new Wish(parts[0], parts[1], parts[2]);
    }
}
