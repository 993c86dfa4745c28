package fi.rekisterihub.mapping;

import fi.rekisterihub.Finding;
import fi.rekisterihub.NearestWord;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.ProfileFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of its sources, held against the mappings that there are: a source that no feed implements, a feed that
 * fills none of its groups, a field that nobody could ever tell.
 */
final class SourceChecks {

    /** What people enter: such a source needs no mapping. */
    private static final Set<String> BY_HAND = Set.of("person", "steward");

    private static final Set<String> OF_WHOLE_NAME = Set.of("familyName", "givenName", "otherGivenNames");

    private final MappingFolder mappings;

    private SourceChecks(MappingFolder mappings) {
        this.mappings = mappings;
    }

    /** What is wrong, by register; nothing of registers whose file is bad already. */
    static Map<String, List<Finding>> check(ProfileFolder profiles, MappingFolder mappings) {
        SourceChecks checks = new SourceChecks(mappings);
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        new TreeMap<>(profiles.profiles()).forEach((id, profile) -> {
            OperatorFile file = profiles.file(id);
            file.root().ifPresent(root -> {
                checks.sources(root.sections("sources"), profile);
                checks.fields(root.sections("groups"), profile);
            });
            if (!file.findings().isEmpty()) {
                findings.put(id, file.findings());
            }
        });
        return findings;
    }

    private void sources(List<Section> sections, Profile profile) {
        for (int i = 0; i < sections.size(); i++) {
            SourceRule source = profile.sources().get(i);
            Mapping mapping = mappings.mappings().get(source.feed());
            if (mapping == null) {
                if (!BY_HAND.contains(source.kind()) && !mappings.closed().contains(source.feed())) {
                    Set<String> known = new TreeSet<>(mappings.mappings().keySet());
                    sections.get(i)
                            .problem(
                                    "feed",
                                    "No feed '%s' exists: write mappings/%s.yaml, or name another%s"
                                            .formatted(
                                                    source.feed(),
                                                    source.feed(),
                                                    NearestWord.hint(source.feed(), known)));
                }
            } else if (source.kind().equals("list") != (mapping.kind() == RecordKind.OPTOUT)) {
                sections.get(i)
                        .problem(
                                "kind",
                                "The feed '%s' tells of %ss, which does not go with kind '%s'."
                                        .formatted(source.feed(), mapping.kind().word(), source.kind()));
            } else if (!source.kind().equals("list") && fillsNothing(profile, source, mapping)) {
                sections.get(i)
                        .problem(
                                "feed",
                                "The feed '%s' tells nothing that its groups here hold; name other groups, or leave it out."
                                        .formatted(source.feed()));
            }
        }
    }

    private static boolean fillsNothing(Profile profile, SourceRule source, Mapping mapping) {
        Set<String> fields = profile.fieldsFrom(source.feed(), mapping.kind().word());
        return mapping.targets().stream().noneMatch(fields::contains);
    }

    private void fields(List<Section> sections, Profile profile) {
        for (int i = 0; i < sections.size(); i++) {
            Group group = profile.groups().get(i);
            List<String> fields = List.copyOf(group.fields());
            for (int j = 0; j < fields.size(); j++) {
                String field = fields.get(j);
                if (profile.sources().stream().noneMatch(source -> feeds(source, group, field))) {
                    sections.get(i)
                            .problemAt(
                                    "fields",
                                    j,
                                    "No source of this register can tell '%s': leave it out, or let a source that has it fill the group '%s'."
                                            .formatted(field, group.id()));
                }
            }
        }
    }

    private boolean feeds(SourceRule source, Group group, String field) {
        if (!source.groups().contains(group.id())) {
            return false;
        }
        @Nullable Mapping mapping = mappings.mappings().get(source.feed());
        if (mapping == null) {
            // A table that is bad has a finding of its own.
            return BY_HAND.contains(source.kind()) || mappings.closed().contains(source.feed());
        }
        if (mapping.kind().word().equals(group.entity())) {
            return mapping.targets().contains(field) || mapping.tellsWholeName() && OF_WHOLE_NAME.contains(field);
        }
        return group.entity().equals("company") && field.equals("businessId") && mapping.tellsRoles();
    }
}
