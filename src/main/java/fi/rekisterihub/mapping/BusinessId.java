package fi.rekisterihub.mapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Finnish business id (Y-tunnus): seven digits, a dash, a check digit (weights 7 9 10 5 8 4 2, modulo 11). */
public final class BusinessId {

    private static final Pattern FORM = Pattern.compile("(?:FI)?(\\d{6,7})-?(\\d)");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2};

    private BusinessId() {}

    /**
     * The id as {@code 0112038-9}, from any form in use: without the dash, as a VAT number, or with the six digits of
     * old ids. Empty when it is none.
     */
    public static Optional<String> parse(String text) {
        Matcher form = FORM.matcher(text.strip().replace(" ", ""));
        if (!form.matches()) {
            return Optional.empty();
        }
        String digits = form.group(1).length() == 6 ? "0" + form.group(1) : form.group(1);
        int check = checkDigit(digits);
        return check >= 0 && check == form.group(2).charAt(0) - '0'
                ? Optional.of(digits + "-" + form.group(2))
                : Optional.empty();
    }

    /** The digit behind the dash, or -1 for a number that is never issued. */
    static int checkDigit(String sevenDigits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (sevenDigits.charAt(i) - '0');
        }
        int rest = sum % 11;
        if (rest == 1) {
            return -1;
        }
        return rest == 0 ? 0 : 11 - rest;
    }
}
