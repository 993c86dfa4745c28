package fi.rekisterihub.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a feed may do before a person looks at it, as {@code brake:} of a mapping table says it.
 *
 * @param changes largest share of what the register holds that a run may change, 0.05 = 5 %
 * @param fall largest share of a full list that may vanish in one run
 */
public record RunLimits(double changes, double fall) {

    static final RunLimits USUAL = new RunLimits(0.05, 0.02);

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

    /** @throws IllegalArgumentException when it is no share from 0 % to 100 % */
    static double share(String text) {
        Matcher percent = PERCENT.matcher(text.strip());
        if (!percent.matches() || Double.parseDouble(percent.group(1)) > 100) {
            throw new IllegalArgumentException("a limit is a share from 0 % to 100 %, as in '5 %'");
        }
        return Double.parseDouble(percent.group(1)) / 100;
    }
}
