package fi.rekisterihub.identity;

import fi.rekisterihub.match.FieldType;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.FieldCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By which of its fields a register's persons or companies are compared: those that its profile lets it hold. */
record ComparedFields(EntityKind kind, List<String> fields, List<FieldType> types) {

    private static final Map<String, FieldType> OF_PERSON = new LinkedHashMap<>();
    private static final Map<String, FieldType> OF_COMPANY = new LinkedHashMap<>();

    static {
        OF_PERSON.put("familyName", FieldType.FAMILY_NAME);
        OF_PERSON.put("givenName", FieldType.GIVEN_NAME);
        OF_PERSON.put("birthYear", FieldType.BIRTH_DATE);
        OF_PERSON.put("email", FieldType.EMAIL);
        OF_PERSON.put("phone", FieldType.PHONE);
        OF_PERSON.put("street", FieldType.STREET);
        OF_PERSON.put("postalCode", FieldType.POSTAL_CODE);
        OF_PERSON.put("city", FieldType.CITY);
        OF_COMPANY.put("businessId", FieldType.BUSINESS_ID);
        OF_COMPANY.put("name", FieldType.COMPANY_NAME);
        OF_COMPANY.put("email", FieldType.EMAIL);
        OF_COMPANY.put("phone", FieldType.PHONE);
        OF_COMPANY.put("street", FieldType.STREET);
        OF_COMPANY.put("postalCode", FieldType.POSTAL_CODE);
        OF_COMPANY.put("city", FieldType.CITY);
    }

    static ComparedFields of(Profile profile, EntityKind kind) {
        Set<String> held = profile.fields(kind.word());
        Map<String, FieldType> known = kind == EntityKind.PERSON ? OF_PERSON : OF_COMPANY;
        List<String> fields = known.keySet().stream().filter(held::contains).toList();
        return new ComparedFields(kind, fields, fields.stream().map(known::get).toList());
    }

    /** What the register calls a field that is compared so. */
    static String nameOf(EntityKind kind, FieldType type) {
        return (kind == EntityKind.PERSON ? OF_PERSON : OF_COMPANY)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() == type)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(type.word());
    }

    /** Two people share a town; without a name nobody is compared. */
    boolean areEnough() {
        return fields.contains(kind == EntityKind.PERSON ? "familyName" : "name");
    }

    List<String> columns() {
        return fields.stream().map(FieldCatalogue::column).toList();
    }
}
