package fi.rekisterihub.subject.report;

import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.profile.Profile;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the person may be contacted for, who said so, and every act that speaks of them. */
@Component
class ReportPermissions {

    private static final int ALL = 100_000;

    private final PermissionStates states;
    private final PermissionReader acts;

    ReportPermissions(PermissionStates states, PermissionReader acts) {
        this.states = states;
        this.acts = acts;
    }

    List<AccessReport.Permission> inForce(List<Long> parts, Profile profile, ReportWords words) {
        return parts.stream()
                .flatMap(part -> states.of(part).stream())
                .map(state -> new AccessReport.Permission(
                        state.purpose(),
                        words.purpose(state.purpose()),
                        state.channel(),
                        words.term("channel", state.channel()),
                        state.scope(),
                        state.permission().word(),
                        words.term("report.permission", state.permission().word()),
                        state.source(),
                        words.origin(state.source()),
                        state.since(),
                        profile.optOutLists().contains(state.source())))
                .distinct()
                .toList();
    }

    List<AccessReport.Act> acts(List<Long> parts, ReportWords words) {
        return parts.stream()
                .flatMap(part -> acts.ofPerson(part, ALL).stream())
                .distinct()
                .sorted(Comparator.comparing(PermissionReader.Act::id).reversed())
                .map(act -> new AccessReport.Act(
                        act.eventTime(),
                        words.purpose(act.purpose()),
                        words.term("channel", act.channel()),
                        act.state(),
                        words.term("report.permission", act.state()),
                        act.source(),
                        words.origin(act.source()),
                        act.byPerson()))
                .toList();
    }
}
