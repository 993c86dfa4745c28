package fi.rekisterihub.match;

import java.util.List;

/**
 * From how many bits on average a group is what.
 *
 * @param certain joined without asking
 * @param likely what the matcher would answer if it had to
 * @param possible shown to a person
 */
record Thresholds(float certain, float likely, float possible) {

    /** Where there are contact data or addresses. */
    static final Thresholds USUAL = new Thresholds(3, 0, -3);

    /** Where there is nothing but names and dates: two people may share both. */
    static final Thresholds THIN = new Thresholds(8, 0, -3);

    static Thresholds of(List<FieldType> types) {
        boolean thin = types.stream().allMatch(type -> switch (type) {
            case FAMILY_NAME, GIVEN_NAME, BIRTH_DATE, AGE, SEX, REGION -> true;
            default -> false;
        });
        return thin ? THIN : USUAL;
    }
}
