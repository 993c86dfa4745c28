package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the hub keeps of people beside the fields of their groups. What only some feeds bring is said only where the register
 * takes them; which feeds these are is held against the mapping tables by a test.
 */
final class KeptBesides {

    /** Feeds that know people by their identity number. */
    static final Set<String> BY_IDENTITY = Set.of("asiakastieto-consumer", "dvv-change", "dvv-change-file");

    /** Feeds that tell of deaths and of addresses that must not be disclosed. */
    static final Set<String> OF_DEATHS = Set.of("dvv-change", "dvv-change-file", "people-monitor");

    /** Feeds that tell at which company somebody is. */
    static final Set<String> OF_PLACES = Set.of(
            "asiakastieto-decision-makers",
            "crm-person",
            "enrolment-form",
            "event-enrolment",
            "fonecta-contact",
            "participant-list",
            "training-enrolment");

    private static final String ANALYTICS = "web-analytics";

    private KeptBesides() {}

    static List<Line> of(Telling telling) {
        Profile profile = telling.profile();
        List<Line> kept = new ArrayList<>();
        kept.add(telling.line(Telling.ENGINE, "data.kept.origin"));
        from(profile, BY_IDENTITY).ifPresent(from -> kept.add(telling.line(from, "data.kept.identity")));
        from(profile, OF_DEATHS).ifPresent(from -> kept.add(telling.line(from, "data.kept.death")));
        if (profile.groups().stream().anyMatch(group -> group.entity().equals("company"))) {
            from(profile, OF_PLACES).ifPresent(from -> kept.add(telling.line(from, "data.kept.role")));
        }
        if (countsVisits(profile)) {
            kept.add(telling.line("retention/" + ANALYTICS, "data.kept.visits"));
        }
        if (!profile.permissions().isEmpty()) {
            kept.add(telling.line("permissions", "data.kept.permissions"));
        }
        kept.add(telling.line(Telling.ENGINE, "data.kept.requests"));
        kept.add(telling.line(Telling.ENGINE, "data.kept.messages"));
        if (!profile.recipients().isEmpty()) {
            kept.add(telling.line("recipients", "data.kept.told"));
        }
        return kept;
    }

    /** The first source of the register that is one of these, as a path. */
    private static Optional<String> from(Profile profile, Set<String> feeds) {
        return profile.sources().stream()
                .map(SourceRule::feed)
                .filter(feeds::contains)
                .map("sources/"::concat)
                .findFirst();
    }

    /** A register that keeps them as a class of its own has said so there. */
    private static boolean countsVisits(Profile profile) {
        return profile.retention().stream().anyMatch(rule -> rule.what().equals(ANALYTICS))
                && profile.dataClasses().stream().noneMatch(one -> one.id().equals(ANALYTICS));
    }
}
