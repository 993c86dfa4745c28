package fi.rekisterihub.profile;

import fi.rekisterihub.NearestWord;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Retention that could never fire, would fire too early, or is missing. */
final class RetentionChecks {

    /** What the hub keeps beside fields. */
    static final Set<String> ENGINE_CLASSES = Set.of("stored-mails", "recorded-message", "billing", "web-analytics");

    /** Who can tell the anchors that the hub does not know by itself: by the kinds of sources. */
    private static final Map<String, Set<String>> TOLD_BY = Map.of(
            "contract-end", Set.of("own", "steward"),
            "obligation-end", Set.of("own", "steward"),
            "duty-end", Set.of("own", "steward", "public", "bought"),
            "event-end", Set.of("own", "steward", "person"));

    private RetentionChecks() {}

    static void check(Section root, Profile profile) {
        List<Section> rules = root.sections("retention");
        for (int i = 0; i < rules.size(); i++) {
            what(rules.get(i), profile.retention().get(i), profile);
            clock(rules.get(i), profile.retention().get(i), profile);
        }
        endless(root.sections("groups"), profile);
    }

    private static void what(Section section, RetentionRule rule, Profile profile) {
        Set<String> known = new TreeSet<>(ENGINE_CLASSES);
        profile.groups().stream().map(Group::id).forEach(known::add);
        profile.dataClasses().stream().map(DataClass::id).forEach(known::add);
        if (!known.contains(rule.what())) {
            section.problem(
                    "what",
                    "'%s' is no group and no data class, so nothing would ever be removed%s"
                            .formatted(rule.what(), NearestWord.hint(rule.what(), known)));
        }
    }

    private static void clock(Section section, RetentionRule rule, Profile profile) {
        if (rule.anchors().isEmpty()) {
            section.problem("what", "Nothing starts this clock, so it would never run out: name its anchors.");
        }
        for (int i = 0; i < rule.anchors().size(); i++) {
            String anchor = rule.anchors().get(i);
            Set<String> kinds = TOLD_BY.get(anchor);
            if (kinds != null && profile.sources().stream().noneMatch(source -> kinds.contains(source.kind()))) {
                section.problemAt(
                        "anchors",
                        i,
                        "No source of this register can tell '%s', so the clock would never start: name another, or a source of kind %s."
                                .formatted(anchor, String.join(" or ", new TreeSet<>(kinds))));
            }
        }
        Period after = rule.after();
        Period atLeast = rule.atLeast();
        if (after != null && atLeast != null && Periods.mayExceed(atLeast, after)) {
            section.problem(
                    "at-least",
                    "Kept at least %s and removed after %s: the one forbids the other; make 'after' as long or longer."
                            .formatted(atLeast, after));
        }
    }

    /** What is told of companies alone is nobody's personal data. */
    private static void endless(List<Section> sections, Profile profile) {
        for (int i = 0; i < sections.size(); i++) {
            Group group = profile.groups().get(i);
            if (group.entity().equals("person")
                    && profile.retention().stream()
                            .filter(rule -> rule.what().equals(group.id()))
                            .map(RetentionRule::after)
                            .allMatch(Objects::isNull)) {
                sections.get(i)
                        .problem(
                                "id",
                                "Nothing says how long '%s' is kept (GDPR article 5(1)(e)): add a rule with 'after' under retention."
                                        .formatted(group.id()));
            }
        }
    }
}
