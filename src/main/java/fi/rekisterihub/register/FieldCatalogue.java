package fi.rekisterihub.register;

import java.util.List;
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

    private FieldCatalogue() {}

    /** Field names as profiles, mappings and the API write them. */
    public static List<String> fields(EntityKind kind) {
        return kind == EntityKind.COMPANY ? COMPANY : PERSON;
    }

    public static String column(String field) {
        return CAPITAL.matcher(field).replaceAll("_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
