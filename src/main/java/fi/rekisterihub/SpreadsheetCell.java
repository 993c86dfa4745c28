package fi.rekisterihub;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value as a spreadsheet may open it (OWASP, CSV injection). */
public final class SpreadsheetCell {

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@\\t\\r\\n|%].*", Pattern.DOTALL);

    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ]*");

    private SpreadsheetCell() {}

    /** An apostrophe before what a spreadsheet would run; a phone number in international form is left as it is. */
    public static String harmless(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return FORMULA.matcher(text).matches() && !PHONE.matcher(text).matches() ? "'" + text : text;
    }
}
