package fi.rekisterihub.guide;

import fi.rekisterihub.content.Glance;
import fi.rekisterihub.mapping.BusinessId;
import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Proposes a meaning for each column: by its name first, then by what its values look like. */
final class Proposals {

    /** Of the values of a column, what must look alike before they count. */
    private static final double MOST = 0.8;

    private static final Map<String, Predicate<String>> LOOKS = Map.of(
            "email",
                    value -> value.indexOf('@') > 0
                            && SubjectKeys.normalEmail(value).isPresent(),
            "businessId", value -> BusinessId.parse(value).isPresent(),
            "postalCode", value -> value.matches("\\d{3,5}"),
            "phone",
                    value -> value.matches("[+0][\\d\\s()-]{5,}")
                            && SubjectKeys.normalPhone(value).isPresent());
    /** Worth guessing by values alone: nothing else looks like these. */
    private static final List<String> SURE = List.of("email", "businessId", "phone");

    private final Glance file;
    private final List<Proposal> proposals = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private Proposals(Glance file) {
        this.file = file;
    }

    /** One proposal for each column, in the columns' order. */
    static List<Proposal> of(Glance file) {
        Proposals proposals = new Proposals(file);
        file.columns().forEach(column -> proposals.proposals.add(proposals.byName(column)));
        proposals.proposals.replaceAll(proposals::byValues);
        return List.copyOf(proposals.proposals);
    }

    private Proposal byName(String column) {
        Optional<String> field = ColumnWords.fieldOf(column);
        if (field.isEmpty()) {
            return new Proposal(column, null, "");
        }
        if (!taken.add(field.get())) {
            return new Proposal(column, null, "seems to be '%s' too, which another column is".formatted(field.get()));
        }
        return new Proposal(column, field.get(), doubt(column, field.get()));
    }

    private String doubt(String column, String field) {
        Predicate<String> looks = LOOKS.get(field);
        List<String> values = values(column);
        if (looks == null || values.isEmpty() || share(values, looks) >= MOST) {
            return values.isEmpty() ? "empty in this file" : "";
        }
        long alike = values.stream().filter(looks).count();
        return "check: only %d of %d values look like it".formatted(alike, values.size());
    }

    private Proposal byValues(Proposal proposal) {
        if (proposal.understood() || !proposal.remark().isEmpty()) {
            return proposal;
        }
        List<String> values = values(proposal.column());
        for (String field : SURE) {
            Predicate<String> looks = LOOKS.get(field);
            if (looks != null && !values.isEmpty() && share(values, looks) >= MOST && taken.add(field)) {
                return new Proposal(proposal.column(), field, "told by its values, not by its name");
            }
        }
        return proposal;
    }

    private List<String> values(String column) {
        return file.rows().stream()
                .map(row -> row.getOrDefault(column, "").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static double share(List<String> values, Predicate<String> looks) {
        return (double) values.stream().filter(looks).count() / values.size();
    }
}
