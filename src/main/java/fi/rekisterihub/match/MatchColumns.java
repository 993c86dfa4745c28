package fi.rekisterihub.match;

import fi.rekisterihub.NearestWord;
import fi.rekisterihub.Section;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what, as a small mapping file says it: {@code familyName: surname}, or a list of columns that
 * hold it together, as in {@code birthDate: [year, month, day]}.
 *
 * @param id the column that tells one row from another, null when none does
 * @param columns type to the columns that hold it together, in their order
 */
record MatchColumns(@Nullable String id, Map<FieldType, List<String>> columns) {

    MatchColumns {
        columns = Map.copyOf(columns);
    }

    /** What is wrong becomes a finding of the file. */
    static MatchColumns read(Section section) {
        Map<FieldType, List<String>> columns = new EnumMap<>(FieldType.class);
        section.section("fields")
                .ifPresentOrElse(
                        fields -> read(fields, columns),
                        () -> section.problem(
                                "fields",
                                "'fields' is missing: say which columns hold what, as in 'familyName: surname'."));
        return new MatchColumns(section.optionalText("id").orElse(null), columns);
    }

    private static void read(Section fields, Map<FieldType, List<String>> columns) {
        fields.only(FieldType.words().toArray(String[]::new));
        for (String word : fields.names()) {
            FieldType.of(word).ifPresent(type -> columns.put(type, fields.textOrTexts(word)));
        }
        if (columns.containsKey(FieldType.FULL_NAME)
                && (columns.containsKey(FieldType.FAMILY_NAME) || columns.containsKey(FieldType.GIVEN_NAME))) {
            fields.problem(
                    FieldType.FULL_NAME.word(),
                    "'fullName' holds what 'familyName' and 'givenName' hold: name the one or the other two.");
        }
        if (columns.isEmpty()) {
            fields.problem("fields", "No column is named, so there is nothing to compare.");
        }
    }

    /** The types that are compared, with those that are found in the columns of others. */
    List<FieldType> types() {
        return Arrays.stream(FieldType.values())
                .filter(type -> type != FieldType.FULL_NAME)
                .filter(type -> columns.containsKey(type) || takenFrom(type) != null)
                .toList();
    }

    /**
     * The type in whose columns this one is found as well: a house number stands behind the street, a legal form in the
     * company's name, a company's website in its addresses, and both names of a person in a whole one. Null where it has columns of its own, or none at all.
     */
    @Nullable
    FieldType takenFrom(FieldType type) {
        FieldType from =
                switch (type) {
                    case FAMILY_NAME, GIVEN_NAME -> FieldType.FULL_NAME;
                    case HOUSE_NUMBER -> FieldType.STREET;
                    case LEGAL_FORM -> FieldType.COMPANY_NAME;
                    case WEBSITE -> columns.containsKey(FieldType.COMPANY_NAME) ? FieldType.EMAIL : type;
                    default -> type;
                };
        return from != type && columns.containsKey(from) && !columns.containsKey(type) ? from : null;
    }

    /** @throws IllegalArgumentException when the file has not every column */
    void mustBeIn(Collection<String> header, String file) {
        columns.forEach((type, names) -> names.forEach(name -> mustBeIn(name, type.word(), header, file)));
        if (id != null) {
            mustBeIn(id, "id", header, file);
        }
    }

    private static void mustBeIn(String name, String word, Collection<String> header, String file) {
        if (!header.contains(name)) {
            throw new IllegalArgumentException("The file %s has no column '%s', which the mapping reads for %s%s"
                    .formatted(file, name, word, NearestWord.hint(name, header)));
        }
    }
}
