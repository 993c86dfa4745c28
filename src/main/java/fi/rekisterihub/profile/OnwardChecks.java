package fi.rekisterihub.profile;

import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * M5: what one register keeps to itself reaches no other. A delivery goes to every register that lists its feed, so a second
 * one that takes the same feed must have no place for such a field.
 */
final class OnwardChecks {

    private OnwardChecks() {}

    /** @param file that of the profile, which is one of all */
    static void check(OperatorFile file, Profile profile, Collection<Profile> all) {
        all.stream().filter(other -> !other.id().equals(profile.id())).forEach(other -> other.dataClasses().stream()
                .filter(one -> !one.onward())
                .forEach(one -> check(file, profile, other, one.fields())));
    }

    private static void check(OperatorFile file, Profile profile, Profile owner, Set<String> kept) {
        Set<String> shared = profile.sources().stream()
                .map(SourceRule::feed)
                .filter(feed -> isFilledBy(owner, feed, kept))
                .collect(Collectors.toSet());
        file.root().ifPresent(root -> {
            for (int i = 0; i < profile.groups().size(); i++) {
                Group group = profile.groups().get(i);
                List<String> fields = List.copyOf(group.fields());
                for (int j = 0; j < fields.size(); j++) {
                    String field = fields.get(j);
                    if (kept.contains(field)
                            && profile.sources().stream()
                                    .anyMatch(source -> shared.contains(source.feed())
                                            && source.groups().contains(group.id()))) {
                        root.sections("groups")
                                .get(i)
                                .problemAt(
                                        "fields",
                                        j,
                                        "'%s' stays in the register %s (onward: false there), which takes the same feed; leave it out."
                                                .formatted(field, owner.id()));
                    }
                }
            }
        });
    }

    private static boolean isFilledBy(Profile owner, String feed, Set<String> kept) {
        return List.of("company", "person").stream()
                .anyMatch(entity -> owner.fieldsFrom(feed, entity).stream().anyMatch(kept::contains));
    }
}
