package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Purpose;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Promises of a profile that nothing would keep: each part may be well written, and still the whole says what no rule does.
 * Looks at profiles that could be read.
 */
final class PromiseChecks {

    private static final String DIRECT_MARKETING = "direct-marketing";
    private static final String PROFILING = "profiling";

    /** What tells of likings and groupings under whatever promise; a profile that holds it says so. */
    private static final Set<String> PROFILING_FIELDS =
            Set.of("interests", "customerProfile", "customerCode", "profile", "segment", "score");

    private final Section root;
    private final Profile profile;

    private PromiseChecks(Section root, Profile profile) {
        this.root = root;
        this.profile = profile;
    }

    static void check(Section root, Profile profile) {
        PromiseChecks checks = new PromiseChecks(root, profile);
        checks.purposes();
        checks.permissions();
        checks.groups();
        checks.classes();
        checks.lists();
        checks.recipients();
        RetentionChecks.check(root, profile);
    }

    private void purposes() {
        List<Section> sections = root.sections("purposes");
        for (int i = 0; i < sections.size(); i++) {
            Purpose purpose = profile.purposes().get(i);
            boolean asked = !profile.permissions(purpose.id()).isEmpty();
            if (purpose.id().equals(PROFILING) && !profile.profiling()) {
                sections.get(i)
                        .problem(
                                "id",
                                "This register promises not to profile anybody; leave it out, or write 'profiling: true'.");
            } else if (!asked && purpose.basis().equals("consent")) {
                sections.get(i)
                        .problem(
                                "basis",
                                "Nobody could give or withdraw this consent: add a rule for '%s' under permissions."
                                        .formatted(purpose.id()));
            } else if (!asked && Set.of(DIRECT_MARKETING, PROFILING).contains(purpose.id())) {
                sections.get(i)
                        .problem(
                                "id",
                                "Nobody could object to it (GDPR article 21): add a rule for '%s' under permissions."
                                        .formatted(purpose.id()));
            }
        }
    }

    private void permissions() {
        List<Section> sections = root.sections("permissions");
        for (int i = 0; i < sections.size(); i++) {
            PermissionRule rule = profile.permissions().get(i);
            String basis = profile.purposes().stream()
                    .filter(purpose -> purpose.id().equals(rule.purpose()))
                    .map(Purpose::basis)
                    .findFirst()
                    .orElse("");
            if (!rule.optIn() && basis.equals("consent")) {
                sections.get(i)
                        .problem(
                                "default",
                                "'%s' rests on consent, and silence is none: write opt-in.".formatted(rule.purpose()));
            } else if (rule.optIn()
                    && !basis.equals("consent")
                    && profile.permissions(rule.purpose()).stream().allMatch(PermissionRule::optIn)) {
                sections.get(i)
                        .problem(
                                "default",
                                "Who must opt in gives consent, but the basis of '%s' is %s: write 'basis: consent' there, or opt-out here."
                                        .formatted(rule.purpose(), basis));
            }
        }
    }

    private void groups() {
        List<Section> sections = root.sections("groups");
        for (int i = 0; i < sections.size(); i++) {
            Group group = profile.groups().get(i);
            List<String> fields = List.copyOf(group.fields());
            for (int j = 0; j < fields.size(); j++) {
                if (group.entity().equals("person")
                        && PROFILING_FIELDS.contains(fields.get(j))
                        && profile.classesOf(fields.get(j)).noneMatch(DataClass::profiling)) {
                    sections.get(i)
                            .problemAt(
                                    "fields",
                                    j,
                                    "'%s' profiles people: put it in a data class with 'profiling: true'."
                                            .formatted(fields.get(j)));
                }
            }
        }
    }

    private void classes() {
        List<Section> sections = root.sections("data-classes");
        for (int i = 0; i < sections.size(); i++) {
            DataClass one = profile.dataClasses().get(i);
            if (one.profiling() && !profile.profiling()) {
                sections.get(i)
                        .problem(
                                "profiling",
                                "This register promises not to profile anybody; leave the class and its fields out, or write 'profiling: true' at the top.");
            } else if (one.profiling() && profile.permissions(PROFILING).isEmpty()) {
                sections.get(i)
                        .problem(
                                "profiling",
                                "Nobody could object to it (GDPR article 21): add the purpose 'profiling' and its rule under permissions.");
            }
            String needs = one.needs();
            if (needs != null && profile.permissions(needs).isEmpty()) {
                sections.get(i)
                        .problem(
                                "needs",
                                "Nobody can prohibit '%s': add a rule for it under permissions.".formatted(needs));
            }
        }
    }

    private void lists() {
        List<Section> sections = root.sections("sources");
        for (int i = 0; i < sections.size(); i++) {
            SourceRule source = profile.sources().get(i);
            if (source.kind().equals("list") && !profile.optOutLists().contains(source.feed())) {
                sections.get(i)
                        .problem(
                                "feed",
                                "The list '%s' binds nobody: name it under opt-out-lists too."
                                        .formatted(source.feed()));
            }
        }
    }

    private void recipients() {
        List<Section> sections = root.sections("recipients");
        for (int i = 0; i < sections.size(); i++) {
            RecipientRule recipient = profile.recipients().get(i);
            if (recipient.role().equals("provider")
                    && profile.permissions(DIRECT_MARKETING).isEmpty()) {
                sections.get(i)
                        .problem(
                                "role",
                                "A provider writes to people, and nobody could stop it: add a rule for 'direct-marketing' under permissions.");
            }
        }
        onward(sections, "company");
        onward(sections, "person");
    }

    /** M5: what goes nowhere is nobody's to receive. */
    private void onward(List<Section> sections, String entity) {
        for (int i = 0; i < sections.size(); i++) {
            List<String> fields = new ArrayList<>(profile.recipients().get(i).fields(entity));
            for (int j = 0; j < fields.size(); j++) {
                if (!profile.mayGoOnward(fields.get(j))) {
                    sections.get(i)
                            .problemAt(
                                    entity + "-fields",
                                    j,
                                    "'%s' goes to nobody (onward: false in its data class); leave it out."
                                            .formatted(fields.get(j)));
                }
            }
        }
    }
}
