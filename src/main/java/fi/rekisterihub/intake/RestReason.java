package fi.rekisterihub.intake;

import java.util.Locale;

/** Why a source is not asked now. */
public enum RestReason {
    SILENCE("The source asks to be left alone"),
    CIRCUIT("The source has failed so often in a row that it is left alone"),
    PACE("Other calls are before this one"),
    HOUR_QUOTA("The hour's quota of calls is used up"),
    DAY_QUOTA("The day's quota of calls is used up"),
    DAY_BUDGET("The day's budget is used up"),
    MONTH_BUDGET("The month's budget is used up");

    private final String sentence;

    RestReason(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** As tables, message bundles and metrics write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
