package fi.rekisterihub.mail;

import java.util.List;

/** Whether a sentence without a wish is understood well enough to be left alone. */
enum Plainness {
    /** Of ordinary matters, or only polite. */
    EVERYDAY,
    /** A greeting or a name. */
    SAYS_NOTHING,
    /** It may be of our mail, or in words that are not known. */
    UNCLEAR;

    private static final List<Integer> EXPLAINING = Meanings.ALL.numbers("thing", "everyday");
    private static final List<Integer> OF_OUR_MAIL = Meanings.ALL.numbers(
            "mail", "newsletter", "marketing", "list", "data", "these-mails", "send", "contact", "no-more", "negation");
    private static final List<Integer> SURELY_OURS = Meanings.ALL.numbers(
            "newsletter",
            "marketing",
            "mailing-list",
            "these-mails",
            "no-more",
            "data",
            "channel",
            "only",
            "other-person");
    private static final int PRAISE = Meanings.ALL.number("praise");
    private static final int COURTESY = Meanings.ALL.number("courtesy");
    private static final int SELF = Meanings.ALL.number("self");
    private static final int SHORT = 6;
    private static final int THANKS_TO_A_NAME = 3;
    private static final int FEWEST_WORDS = 12;

    static Plainness of(Sentence sentence) {
        int words = sentence.tokens().size();
        int known = words - sentence.unknown();
        if (sentence.has(PRAISE)
                || isExplained(sentence) && SURELY_OURS.stream().noneMatch(sentence::has)) {
            return EVERYDAY;
        }
        if (sentence.has(COURTESY) && (sentence.unknown() == 0 && words <= SHORT || words <= THANKS_TO_A_NAME)) {
            return EVERYDAY;
        }
        if (OF_OUR_MAIL.stream().anyMatch(sentence::has) || sentence.has(SELF) && words < SHORT) {
            return UNCLEAR;
        }
        if (words <= 2) {
            return SAYS_NOTHING;
        }
        return words >= FEWEST_WORDS && 2 * known >= words ? EVERYDAY : UNCLEAR;
    }

    /** Whether it names a thing or a matter that is not our mail. */
    static boolean isExplained(Sentence sentence) {
        return EXPLAINING.stream().anyMatch(sentence::has);
    }
}
