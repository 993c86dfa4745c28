package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.Limit;
import fi.rekisterihub.profile.Profile.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a register may hold: groups with their fields, classes of fields with rules of their own, and limits. */
final class HoldingsReader {

    private HoldingsReader() {}

    static List<Group> groups(Section root) {
        List<Group> groups = new ArrayList<>();
        for (Section group : root.sections("groups")) {
            group.only("id", "entity", "text", "fields");
            String id = group.text("id");
            if (groups.stream().anyMatch(other -> other.id().equals(id))) {
                group.problem("id", "The group '%s' stands here twice; join the two.".formatted(id));
            }
            groups.add(new Group(
                    id,
                    group.oneOf("entity", "", "person", "company"),
                    ReadWords.texts(group, "text"),
                    ReadWords.fields(group, "fields", null, "")));
        }
        if (groups.isEmpty()) {
            root.problem("groups", "A register needs at least one group with the fields that it may hold.");
        }
        return groups;
    }

    static List<DataClass> dataClasses(Section root, List<Group> groups, List<Purpose> purposes) {
        List<DataClass> classes = new ArrayList<>();
        for (Section section : root.sections("data-classes")) {
            section.only("id", "fields", "onward", "needs", "profiling", "text");
            String id = section.text("id");
            if (groups.stream().anyMatch(group -> group.id().equals(id))
                    || classes.stream().anyMatch(other -> other.id().equals(id))) {
                section.problem("id", "'%s' is a group or a class already; give this class another id.".formatted(id));
            }
            Optional<String> needs = section.optionalText("needs");
            needs.filter(purpose ->
                            purposes.stream().noneMatch(known -> known.id().equals(purpose)))
                    .ifPresent(purpose -> section.problem(
                            "needs", "The profile has no purpose '%s'; add it under purposes.".formatted(purpose)));
            Set<String> fields = ReadWords.fields(section, "fields", held(groups, null), ", so no class can either.");
            if (fields.isEmpty()) {
                section.problem("fields", "A class without fields rules nothing; list them.");
            }
            classes.add(new DataClass(
                    id,
                    fields,
                    ReadWords.yesOrNo(section, "onward", true),
                    needs.orElse(null),
                    ReadWords.yesOrNo(section, "profiling", false),
                    ReadWords.texts(section, "text")));
        }
        return List.copyOf(classes);
    }

    static List<Limit> limits(Section root, List<Group> groups) {
        List<Limit> limits = new ArrayList<>();
        for (Section section : root.sections("limits")) {
            section.only("at-most", "of", "text");
            int atMost = ReadWords.wholeNumber(section, "at-most", 1);
            Set<String> of = ReadWords.fields(section, "of", held(groups, null), ", so there is nothing to limit.");
            if (atMost < 1 || atMost >= of.size()) {
                section.problem(
                        "at-most",
                        "At most %d of %d fields limits nothing; write at least 1 and less than the number of fields."
                                .formatted(atMost, of.size()));
            }
            limits.add(new Limit(atMost, of, ReadWords.texts(section, "text")));
        }
        return List.copyOf(limits);
    }

    /** @param entity null for both kinds */
    static Set<String> held(List<Group> groups, @Nullable String entity) {
        Set<String> held = new LinkedHashSet<>();
        groups.stream()
                .filter(group -> entity == null || group.entity().equals(entity))
                .forEach(group -> held.addAll(group.fields()));
        return held;
    }
}
