package fi.rekisterihub.match;

import java.util.regex.Pattern;

/**
 * A text as a spreadsheet may open it: what it would take for a formula begins with an apostrophe (OWASP, CSV injection).
 * Numbers such as {@code +358 40 555 0100} are no formulas.
 */
final class SafeCell {

    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\u0000].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[\\d .()/-]*");

    private SafeCell() {}

    static String of(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
