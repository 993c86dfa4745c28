package fi.rekisterihub.subject;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why something was restricted or erased, as an id: {@code subject-request:12}, or the ground of article 17 (1) of the GDPR
 * where nobody has asked in writing. Never words, which could name somebody.
 */
public final class Causes {

    /** Grounds for which a controller must erase, as the law lists them. */
    public static final List<String> GROUNDS =
            List.of("not-needed", "consent-withdrawn", "objection", "unlawful", "legal-obligation");

    private static final Pattern ID = Pattern.compile("[a-z][a-z-]{1,30}:[A-Za-z0-9-]{1,40}");

    private Causes() {}

    public static String ofGround(String ground) {
        if (!GROUNDS.contains(ground)) {
            throw new IllegalArgumentException(
                    "'%s' is no ground for an erasure; name one of %s.".formatted(ground, GROUNDS));
        }
        return "ground:" + ground;
    }

    public static String ofRequest(long number) {
        return "subject-request:" + number;
    }

    /** @throws IllegalArgumentException when it is no id; it is not repeated, because it may be words about somebody */
    public static String checked(String cause) {
        if (!ID.matcher(cause).matches()) {
            throw new IllegalArgumentException(
                    "The cause must be an id such as subject-request:12 or ground:not-needed, and no words.");
        }
        return cause;
    }
}
