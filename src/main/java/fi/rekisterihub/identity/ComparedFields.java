package fi.rekisterihub.identity;

import fi.rekisterihub.match.FieldType;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.FieldCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By which of its fields a register's persons or companies are compared: those that its profile lets it hold. A field may
 * say several things, as a company's name says its legal form, and stands once for each.
 */
record ComparedFields(EntityKind kind, List<String> fields, List<FieldType> types) {

    private static final List<Compared> OF_PERSON = List.of(
            new Compared("familyName", FieldType.FAMILY_NAME),
            new Compared("givenName", FieldType.GIVEN_NAME),
            new Compared("birthYear", FieldType.BIRTH_DATE),
            new Compared("email", FieldType.EMAIL),
            new Compared("phone", FieldType.PHONE),
            new Compared("street", FieldType.STREET),
            new Compared("postalCode", FieldType.POSTAL_CODE),
            new Compared("city", FieldType.CITY));
    private static final List<Compared> OF_COMPANY = List.of(
            new Compared("businessId", FieldType.BUSINESS_ID),
            new Compared("name", FieldType.COMPANY_NAME),
            // Sources write the form in codes or words of their own, or not at all; the name has it as it is
            // registered.
            new Compared("name", FieldType.LEGAL_FORM, "legalForm"),
            new Compared("website", FieldType.WEBSITE),
            new Compared("email", FieldType.EMAIL),
            new Compared("phone", FieldType.PHONE),
            new Compared("street", FieldType.STREET),
            new Compared("postalCode", FieldType.POSTAL_CODE),
            new Compared("city", FieldType.CITY));

    /** @param shownAs what a person knows it by */
    private record Compared(String field, FieldType type, String shownAs) {

        private Compared(String field, FieldType type) {
            this(field, type, field);
        }
    }

    static ComparedFields of(Profile profile, EntityKind kind) {
        Set<String> held = profile.fields(kind.word());
        List<Compared> compared =
                all(kind).stream().filter(one -> held.contains(one.field())).toList();
        return new ComparedFields(
                kind,
                compared.stream().map(Compared::field).toList(),
                compared.stream().map(Compared::type).toList());
    }

    /** What a person calls that which is compared so. */
    static String nameOf(EntityKind kind, FieldType type) {
        return of(kind, type).map(Compared::shownAs).orElse(type.word());
    }

    /** The field out of which it is read. */
    static String fieldOf(EntityKind kind, FieldType type) {
        return of(kind, type).map(Compared::field).orElse(type.word());
    }

    private static Optional<Compared> of(EntityKind kind, FieldType type) {
        return all(kind).stream().filter(one -> one.type() == type).findFirst();
    }

    private static List<Compared> all(EntityKind kind) {
        return kind == EntityKind.PERSON ? OF_PERSON : OF_COMPANY;
    }

    /** Two people share a town; without a name nobody is compared. */
    boolean areEnough() {
        return fields.contains(kind == EntityKind.PERSON ? "familyName" : "name");
    }

    List<String> columns() {
        return fields.stream().map(FieldCatalogue::column).toList();
    }
}
