package fi.rekisterihub.permission;

import org.jspecify.annotations.Nullable;

/**
 * What an act or a question speaks of, each part wide or narrow: every register of this hub or one, one purpose, every
 * channel or one, everything in the purpose or one topic of it.
 *
 * @param register null for every register of this hub
 * @param scope {@code *}, or a topic such as {@code newsletter:safety}
 */
record Reach(@Nullable String register, String purpose, String channel, String scope) {

    /** Every channel, or everything in a purpose. */
    static final String ALL = "*";

    private static final String NEWSLETTER = "newsletter:";

    /** A newsletter named as a purpose is that topic of direct marketing, so that whoever left all has left it too. */
    static Reach of(@Nullable String register, String purpose, String channel, String scope) {
        return purpose.startsWith(NEWSLETTER)
                ? new Reach(register, PermissionAct.DIRECT_MARKETING, channel, purpose)
                : new Reach(register, purpose, channel, scope);
    }

    /** Whether whoever says this says that too. */
    boolean covers(Reach that) {
        return (register == null || register.equals(that.register))
                && purpose.equals(that.purpose)
                && covers(channel, that.channel)
                && covers(scope, that.scope);
    }

    /** Whether there is anything that both speak of. */
    boolean meets(Reach that) {
        return (register == null || that.register == null || register.equals(that.register))
                && purpose.equals(that.purpose)
                && (covers(channel, that.channel) || covers(that.channel, channel))
                && (covers(scope, that.scope) || covers(that.scope, scope));
    }

    private static boolean covers(String wide, String narrow) {
        return wide.equals(ALL) || wide.equals(narrow);
    }
}
