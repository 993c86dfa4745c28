package fi.rekisterihub.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The fields that have a column of their own, in the order of the provenance arrays. The order is data on disk:
 * add at the end, never move. A field that only a profile knows is kept in {@code extra}.
 */
public final class FieldCatalogue {

    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    private static final List<String> COMPANY = List.of(
            "businessId",
            "name",
            "auxiliaryName",
            "companyForm",
            "street",
            "postalCode",
            "city",
            "country",
            "phone",
            "email",
            "website",
            "industryCode",
            "industry",
            "turnoverClass",
            "personnelClass",
            "status");

    private static final List<String> PERSON = List.of(
            "familyName",
            "givenName",
            "otherGivenNames",
            "title",
            "email",
            "phone",
            "street",
            "postalCode",
            "city",
            "country",
            "language",
            "birthYear");

    private static final Map<String, Integer> PLACE_OF_COMPANY = places(COMPANY);
    private static final Map<String, Integer> PLACE_OF_PERSON = places(PERSON);

    private FieldCatalogue() {}

    /** Field names as profiles, mappings and the API write them. */
    public static List<String> fields(EntityKind kind) {
        return kind == EntityKind.COMPANY ? COMPANY : PERSON;
    }

    /** The field's place in {@link #fields}, counted from 0; -1 for a field without a column. */
    static int place(EntityKind kind, String field) {
        Integer place = (kind == EntityKind.COMPANY ? PLACE_OF_COMPANY : PLACE_OF_PERSON).get(field);
        return place == null ? -1 : place;
    }

    public static String column(String field) {
        return CAPITAL.matcher(field).replaceAll("_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Map<String, Integer> places(List<String> fields) {
        Map<String, Integer> places = new HashMap<>();
        fields.forEach(field -> places.put(field, places.size()));
        return Map.copyOf(places);
    }
}
