package fi.rekisterihub.edge;

import fi.rekisterihub.notice.Answer.Outcome;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person at a processor means by answering a notice. The letter asks for one word when it is done and for another
 * when it is not; an answer without a word of its own is a yes too, since it was asked for when it is done. Whatever is neither
 * is read by a person here.
 */
enum NoticeReply {
    DONE(Outcome.COMPLETED),
    NOT_DONE(Outcome.CANCELLED),
    /** Neither; it has been read there. */
    UNCLEAR(Outcome.IN_PROGRESS);

    private static final Pattern LATER = Pattern.compile(
            "\\b(?:ei (?:ole )?(?:viela|ihan)|myohemmin|inte annu|annu inte|senare|not (?:done )?yet|later|kasittelyssa|in progress|under behandling)\\b");
    private static final Pattern NO = Pattern.compile(
            "\\b(?:ei|emme|emmeka|nej|inte|ej|no|not|cannot|can't|could not|couldn't|unable|hylatty|hylataan|avslagen|avvisas|rejected|refused|cancelled)\\b");
    private static final Pattern YES = Pattern.compile(
            "\\b(?:tehty|kuitattu|kuittaan|hoidettu|oikaistu|korjattu|paivitetty|poistettu|viety|rajoitettu|merkitty"
                    + "|gjort|klart|klar|atgardat|kvitterat|kvitteras|rattat|rattad|raderat|raderad|uppdaterat|infort|begransat"
                    + "|done|completed|confirmed|acknowledged|corrected|updated|erased|deleted|removed|restricted)\\b");
    private static final Set<String> AS_ASKED = Set.of("tehty", "gjort", "done");

    private final Outcome outcome;

    NoticeReply(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    /** @param words folded to small letters without accents, without what is quoted */
    static NoticeReply of(String words) {
        String first = words.lines()
                .findFirst()
                .orElse("")
                .replaceAll("[\\p{Punct}\\s]+$", "")
                .strip();
        if (words.isBlank() || AS_ASKED.contains(first)) {
            return DONE;
        }
        if (LATER.matcher(words).find()) {
            return UNCLEAR;
        }
        boolean no = NO.matcher(words).find();
        boolean yes = YES.matcher(words).find();
        if (NO.matcher(first).lookingAt() || no && !yes && words.lines().count() == 1) {
            return NOT_DONE;
        }
        return yes && !no ? DONE : UNCLEAR;
    }
}
