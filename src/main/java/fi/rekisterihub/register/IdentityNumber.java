package fi.rekisterihub.register;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Finnish personal identity code (henkilötunnus), checked. Since 2023 the sign of the century tells two people apart
 * who share all the rest, so it belongs to the number everywhere. The text is never written into a log or a message.
 */
public final class IdentityNumber {

    /** Where one may stand in a text, good or not. */
    public static final Pattern ANYWHERE = Pattern.compile("\\b\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]\\b");

    private static final Pattern FORM = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})([-+A-FU-Y])(\\d{3})([0-9A-Y])");
    private static final String CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int LOWEST = 2;
    private static final int FIRST_OF_TESTS = 900;

    private final String text;

    private IdentityNumber(String text) {
        this.text = text;
    }

    /** Empty when the form, the date of birth or the check character is wrong. */
    public static Optional<IdentityNumber> parse(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        String text = written.strip().toUpperCase(Locale.ROOT);
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(5)) < LOWEST || !isDay(form)) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text.substring(0, 6) + form.group(5));
        return CHECKS.charAt(number % CHECKS.length()) == text.charAt(10)
                ? Optional.of(new IdentityNumber(text))
                : Optional.empty();
    }

    private static boolean isDay(Matcher form) {
        try {
            int year = Integer.parseInt(form.group(3)) + century(form.group(4).charAt(0));
            LocalDate.of(year, Integer.parseInt(form.group(2)), Integer.parseInt(form.group(1)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int century(char sign) {
        if (sign == '+') {
            return 1800;
        }
        return sign <= 'F' && sign >= 'A' ? 2000 : 1900;
    }

    /** The eleven characters; only for asking the source and for making the key. */
    public String text() {
        return text;
    }

    /** Whether it can belong to nobody: the numbers 900–999 are for tests. */
    public boolean isTest() {
        return Integer.parseInt(text.substring(7, 10)) >= FIRST_OF_TESTS;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdentityNumber number && number.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says nothing, so that no log can. */
    @Override
    public String toString() {
        return "identity number";
    }
}
