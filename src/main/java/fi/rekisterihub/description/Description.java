package fi.rekisterihub.description;

import java.time.LocalDate;
import java.util.List;

/**
 * One public text of a register, whole and without markup.
 *
 * @param language fi, sv or en
 * @param title what kind of text it is, in that language
 * @param register the register's name in that language
 * @param controller the controller's name
 * @param fingerprint of the profile that it was made of
 * @param day the day that it bears
 */
public record Description(
        Kind kind,
        String registerId,
        String language,
        String title,
        String register,
        String controller,
        String fingerprint,
        LocalDate day,
        List<Part> parts) {

    /** Which text it is. */
    public enum Kind {
        /** What the people in the register are told (GDPR articles 13 and 14). */
        NOTICE("notice"),
        /** What the supervisory authority is shown (GDPR article 30(1)). */
        RECORD("record");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The name of a file with it, without its ending. */
    public String fileName() {
        return "%s.%s.%s".formatted(registerId, kind.word(), language);
    }

    /** Both names, as titles of pages and files show them. */
    public String fullTitle() {
        return title + ": " + register;
    }
}
