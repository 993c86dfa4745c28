package fi.rekisterihub.api;

import fi.rekisterihub.Finland;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.retention.PersonClocks;
import fi.rekisterihub.retention.RetentionDays;
import fi.rekisterihub.retention.RetentionDays.Day;
import fi.rekisterihub.retention.RetentionDesk;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Until when data of a person is kept, and the days from which that is counted. */
@RestController
@RequestMapping("/api/v1/persons/{id}/retention")
class RetentionDaysApi {

    private final RegisterReader register;
    private final PersonClocks clocks;
    private final RetentionDays days;
    private final RetentionDesk desk;
    private final Audit audit;

    RetentionDaysApi(
            RegisterReader register, PersonClocks clocks, RetentionDays days, RetentionDesk desk, Audit audit) {
        this.register = register;
        this.clocks = clocks;
        this.days = days;
        this.desk = desk;
        this.audit = audit;
    }

    /** Each group and class of data of the person, and the days that are known. */
    @GetMapping
    Answer show(@PathVariable long id, Principal user) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
        audit.record(user.getName(), "person-viewed", id, null);
        return new Answer(
                clocks.of(id, Finland.today()).stream()
                        .map(clock -> new Clock(clock.what(), clock.state().word(), clock.until(), clock.because()))
                        .toList(),
                days.of(id));
    }

    /** A day that no source tells. The latest known day of each anchor counts. */
    @PostMapping("/days")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    Answer enter(@PathVariable long id, @RequestBody Told told, Principal user) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
        if (told.day() == null && !Boolean.TRUE.equals(told.open())) {
            throw new BadRequest("Give a day, or \"open\": true for what has not ended.");
        }
        try {
            desk.enterDay(
                    id,
                    String.valueOf(told.anchor()),
                    told.day(),
                    told.reason() == null ? "" : told.reason(),
                    user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        return show(id, user);
    }

    /** How a person's data stands. */
    record Answer(List<Clock> clocks, List<Day> days) {}

    /**
     * One group or class of data.
     *
     * @param state running, minimum, open, due, held, no-clock or no-end
     * @param until the last day of keeping; null when none can be told
     * @param because the anchor, the holds or the missing anchors, with commas
     */
    record Clock(
            String what,
            String state,
            @Nullable LocalDate until,
            @Nullable String because) {}

    /**
     * A day to be entered.
     *
     * @param anchor contract-end, last-contact …
     * @param open true for what has not ended; then no day is given
     * @param reason how it is known
     */
    record Told(
            @Nullable String anchor,
            @Nullable LocalDate day,
            @Nullable Boolean open,
            @Nullable String reason) {}
}
