package fi.rekisterihub.match;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a column holds, as far as comparing it goes. Everything that the matcher believes before it has seen a file hangs on
 * the type alone, never on the file.
 *
 * <p>The shares say how often two values stand at each {@link Measure} level to each other when both records are of one
 * entity, and when they are of two members of one household.
 */
public enum FieldType {
    FAMILY_NAME("familyName", Measure.NAME, Share.FAMILY_NAME_SAME, Share.FAMILY_NAME_HOUSEHOLD, true),
    GIVEN_NAME("givenName", Measure.NAME, Share.GIVEN_NAME_SAME, Share.GIVEN_NAME_HOUSEHOLD, true),
    /** Both of them in one column. It is not compared itself. */
    FULL_NAME("fullName", Measure.NAME, Share.FAMILY_NAME_SAME, Share.FAMILY_NAME_HOUSEHOLD, true),
    COMPANY_NAME("companyName", Measure.COMPANY, Share.COMPANY_NAME_SAME, Share.COMPANY_NAME_GROUP, true),
    LEGAL_FORM("legalForm", Measure.CODE, Share.LEGAL_FORM_SAME, Share.LEGAL_FORM_GROUP, true),
    BIRTH_DATE("birthDate", Measure.DATE, Share.DATE_SAME, Share.DATE_HOUSEHOLD, false),
    AGE("age", Measure.AGE, Share.AGE_SAME, Share.AGE_HOUSEHOLD, false),
    IDENTITY_NUMBER("identityNumber", Measure.NUMBER, Share.NUMBER_SAME, Share.NUMBER_HOUSEHOLD, true),
    BUSINESS_ID("businessId", Measure.NUMBER, Share.NUMBER_SAME, Share.NUMBER_HOUSEHOLD, true),
    WEBSITE("website", Measure.TEXT, Share.WEBSITE_SAME, Share.WEBSITE_GROUP, true),
    EMAIL("email", Measure.EMAIL, Share.EMAIL_SAME, Share.EMAIL_HOUSEHOLD, true),
    PHONE("phone", Measure.NUMBER, Share.PHONE_SAME, Share.PHONE_HOUSEHOLD, true),
    STREET("street", Measure.TEXT, Share.TEXT_SAME, Share.PLACE_TEXT_HOUSEHOLD, true),
    HOUSE_NUMBER("houseNumber", Measure.HOUSE, Share.CODE_SAME, Share.CODE_HOUSEHOLD, true),
    LOCALITY("locality", Measure.TEXT, Share.TEXT_SAME, Share.PLACE_TEXT_HOUSEHOLD, true),
    POSTAL_CODE("postalCode", Measure.CODE, Share.CODE_SAME, Share.CODE_HOUSEHOLD, true),
    CITY("city", Measure.TEXT, Share.TEXT_SAME, Share.PLACE_TEXT_HOUSEHOLD, true),
    REGION("region", Measure.CODE, Share.CODE_SAME, Share.CODE_HOUSEHOLD, true),
    SEX("sex", Measure.CODE, Share.SEX_SAME, Share.SEX_HOUSEHOLD, false);

    private final String word;
    private final Measure measure;
    private final double[] same;
    private final double[] household;
    private final boolean rareSaysMore;

    FieldType(String word, Measure measure, double[] same, double[] household, boolean rareSaysMore) {
        this.word = word;
        this.measure = measure;
        this.same = same;
        this.household = household;
        this.rareSaysMore = rareSaysMore;
    }

    /** As a mapping writes it. */
    public String word() {
        return word;
    }

    /** The type that a mapping calls so. */
    public static Optional<FieldType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(FieldType::word).toList();
    }

    Measure measure() {
        return measure;
    }

    double[] same() {
        return same;
    }

    double[] household() {
        return household;
    }

    /** Whether agreeing on a rare value says more than agreeing on a common one. */
    boolean rareSaysMore() {
        return rareSaysMore;
    }

    /** Whether it is one of two names that senders exchange. */
    boolean isNameOfPerson() {
        return this == FAMILY_NAME || this == GIVEN_NAME;
    }

    /** Types whose values stand in one dictionary, because senders mix them up. */
    FieldType dictionary() {
        return switch (this) {
            case GIVEN_NAME -> FAMILY_NAME;
            case LOCALITY -> STREET;
            default -> this;
        };
    }

    /** How much agreement of one value that only one entity has is doubted: a number is made to be one's own, a name of a person is not. */
    double alike() {
        return switch (this) {
            case IDENTITY_NUMBER, BUSINESS_ID, PHONE, EMAIL -> 0.01;
            // The trade register enters no name that another company has. Sole traders share theirs: for them there are
            // guards.
            case COMPANY_NAME -> 0.002;
            case WEBSITE -> 0.03;
            default -> 1;
        };
    }

    /** How often two strangers have the same, as far as one can tell who has not seen the register. */
    double chanceOfSame() {
        return switch (this) {
            case SEX -> 0.5;
            case REGION -> 0.1;
            case AGE -> 0.015;
            case BIRTH_DATE -> 0.00005;
            default -> 0.001;
        };
    }

    /** How many of those who have one value, counted as different, are believed to be: a company's name is protected by law. */
    double different() {
        return this == COMPANY_NAME ? 0.03 : 1;
    }

    /** Shares by level; what a careful person would guess, and what estimation begins from. */
    private static final class Share {
        // exact, nearly, beginning or initial, alike, somewhat, first letter, other, exchanged
        static final double[] FAMILY_NAME_SAME = {.80, .09, .01, .02, .01, .01, .04, .02};
        static final double[] FAMILY_NAME_HOUSEHOLD = {.90, .03, .005, .005, .005, .005, .045, .005};
        static final double[] GIVEN_NAME_SAME = {.80, .09, .03, .02, .01, .01, .02, .02};
        static final double[] GIVEN_NAME_HOUSEHOLD = {.01, .02, .01, .03, .10, .08, .745, .005};
        // exact, nearly, alike, somewhat, a little, hardly, other
        static final double[] TEXT_SAME = {.78, .08, .05, .03, .02, .02, .02};
        static final double[] PLACE_TEXT_HOUSEHOLD = {.90, .03, .02, .01, .01, .01, .02};
        // exact, nearly, shortened, longer, of one group, mostly, partly, other
        static final double[] COMPANY_NAME_SAME = {.66, .12, .06, .05, .005, .02, .015, .07};
        static final double[] COMPANY_NAME_GROUP = {.02, .01, .01, .10, .50, .14, .08, .14};
        // exact, public or not, begins alike, other
        static final double[] LEGAL_FORM_SAME = {.955, .02, .005, .02};
        static final double[] LEGAL_FORM_GROUP = {.84, .03, .01, .12};
        static final double[] WEBSITE_SAME = {.86, .03, .01, .01, .01, .01, .07};
        static final double[] WEBSITE_GROUP = {.60, .02, .02, .02, .02, .02, .30};
        // exact, one slip or day and month exchanged, two parts of three, two slips, year, three slips, other
        static final double[] DATE_SAME = {.86, .08, .03, .01, .005, .005, .01};
        static final double[] DATE_HOUSEHOLD = {.01, .002, .01, .02, .04, .06, .858};
        // exact, a year apart, other
        static final double[] AGE_SAME = {.85, .08, .07};
        static final double[] AGE_HOUSEHOLD = {.05, .08, .87};
        // exact, one slip, two slips, three slips, other
        static final double[] NUMBER_SAME = {.90, .06, .015, .005, .02};
        static final double[] NUMBER_HOUSEHOLD = {.0005, .0005, .001, .003, .995};
        static final double[] PHONE_SAME = {.75, .06, .015, .005, .17};
        static final double[] PHONE_HOUSEHOLD = {.25, .01, .005, .005, .73};
        // exact, two slips, same local part or alike, somewhat, other
        static final double[] EMAIL_SAME = {.70, .08, .05, .05, .12};
        static final double[] EMAIL_HOUSEHOLD = {.03, .01, .02, .20, .74};
        // exact, one slip, begins alike, other
        static final double[] CODE_SAME = {.85, .07, .03, .05};
        static final double[] CODE_HOUSEHOLD = {.94, .02, .01, .03};
        static final double[] SEX_SAME = {.985, .005, .005, .005};
        static final double[] SEX_HOUSEHOLD = {.45, .02, .02, .51};

        private Share() {}
    }
}
