package fi.rekisterihub.retention;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.subject.report.RetentionDates;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The days until which a person's data is kept, for the report that they ask for. */
@Component
class ReportedDates implements RetentionDates {

    private final PersonClocks clocks;

    ReportedDates(PersonClocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public List<Kept> of(Profile profile, long personId) {
        List<Kept> kept = new ArrayList<>();
        for (PersonClocks.Clock clock : clocks.of(personId, Finland.today())) {
            kept.add(new Kept(
                    clock.what(),
                    clock.until(),
                    clock.state() instanceof ClockState.Held held ? List.copyOf(held.holds()) : List.of()));
        }
        return kept;
    }
}
