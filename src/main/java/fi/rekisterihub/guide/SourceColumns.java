package fi.rekisterihub.guide;

import fi.rekisterihub.content.Glance;
import fi.rekisterihub.profile.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file sorted by what a mapping does with them.
 *
 * @param record person or company
 * @param key the expression that tells one record from another
 * @param fields target → the column
 * @param company target of the section {@code company} → the column; only for persons
 * @param open columns that a person must decide about, with what is known of them
 */
record SourceColumns(
        String record,
        String key,
        String keyColumn,
        Map<String, Proposal> fields,
        Map<String, Proposal> company,
        List<Proposal> open) {

    private static final String PERSON = "person";
    private static final String COMPANY = "company";
    private static final Set<String> OF_COMPANY = Set.of("businessId", "duty");

    static SourceColumns of(Glance file, Profile register, @Nullable String said, @Nullable String keyColumn) {
        List<Proposal> proposals = Proposals.of(file);
        String record = said == null ? kind(proposals) : said;
        if (!record.equals(PERSON) && !record.equals(COMPANY)) {
            throw new IllegalArgumentException("'--record %s' is neither person nor company.".formatted(record));
        }
        Set<String> held = register.fields(record);
        Map<String, Proposal> fields = new LinkedHashMap<>();
        Map<String, Proposal> company = new LinkedHashMap<>();
        List<Proposal> open = new ArrayList<>();
        for (Proposal proposal : proposals) {
            String target = proposal.target();
            if (target == null || proposal.column().contains("`")) {
                open.add(proposal);
            } else if (record.equals(PERSON) && OF_COMPANY.contains(target)) {
                company.put(target, proposal);
            } else if (held.contains(target) && !(record.equals(PERSON) && target.equals(ColumnWords.NAME))) {
                fields.put(target, proposal);
            } else if (!target.equals(ColumnWords.KEY)) {
                open.add(new Proposal(proposal.column(), null, why(record, target, fields)));
            }
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "No column was understood as a field that the register '%s' holds of a %s. The columns are: %s."
                            .formatted(register.id(), record, String.join(", ", file.columns())));
        }
        Proposal key = key(file, proposals, record, keyColumn);
        return new SourceColumns(
                record,
                record.equals(COMPANY) && "businessId".equals(key.target()) ? key.expression() : key.path(),
                key.column(),
                fields,
                company,
                open);
    }

    int understood() {
        return fields.size() + company.size() + (isMapped(keyColumn) ? 0 : 1);
    }

    /** What a person should look at, a line each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Map<String, Proposal> part : List.of(fields, company)) {
            part.forEach((target, proposal) -> {
                if (!proposal.remark().isEmpty()) {
                    remarks.add("'%s' as %s: %s".formatted(proposal.column(), target, proposal.remark()));
                }
            });
        }
        open.stream()
                .filter(proposal -> !proposal.column().equals(keyColumn))
                .forEach(proposal -> remarks.add("'%s' is left out%s"
                        .formatted(proposal.column(), proposal.remark().isEmpty() ? "" : ": " + proposal.remark())));
        return remarks;
    }

    private boolean isMapped(String column) {
        return fields.values().stream().anyMatch(proposal -> proposal.column().equals(column))
                || company.values().stream()
                        .anyMatch(proposal -> proposal.column().equals(column));
    }

    private static String kind(List<Proposal> proposals) {
        boolean person = proposals.stream()
                .anyMatch(proposal -> "familyName".equals(proposal.target()) || "givenName".equals(proposal.target()));
        boolean company = proposals.stream().anyMatch(proposal -> "businessId".equals(proposal.target()));
        return company && !person ? COMPANY : PERSON;
    }

    private static String why(String record, String target, Map<String, Proposal> fields) {
        if (record.equals(PERSON) && target.equals(ColumnWords.NAME)) {
            return fields.containsKey("familyName")
                    ? "the name of a company, which comes by feeds of companies"
                    : "a whole name; when the surname stands first write familyName: $familyName(…) and givenName: $givenNames(…)";
        }
        return "understood as '%s', which the register does not hold of a %s".formatted(target, record);
    }

    private static Proposal key(Glance file, List<Proposal> proposals, String record, @Nullable String said) {
        if (said != null) {
            return proposals.stream()
                    .filter(proposal -> proposal.column().equals(said))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The file has no column '%s'; it has %s."
                            .formatted(said, String.join(", ", file.columns()))));
        }
        List<String> candidates = record.equals(COMPANY)
                ? List.of(ColumnWords.KEY, "businessId", "email")
                : List.of(ColumnWords.KEY, "email");
        return candidates.stream()
                .flatMap(target -> proposals.stream().filter(proposal -> target.equals(proposal.target())))
                .filter(proposal -> tellsApart(file, proposal.column()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No column was found that tells one record from another; name one with --key. The columns are: %s."
                                .formatted(String.join(", ", file.columns()))));
    }

    private static boolean tellsApart(Glance file, String column) {
        Set<String> seen = new HashSet<>();
        return file.rows().stream()
                .map(row -> Optional.ofNullable(row.get(column)).orElse("").strip())
                .allMatch(value -> !value.isEmpty() && seen.add(value));
    }
}
