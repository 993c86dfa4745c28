package fi.rekisterihub.api;

import fi.rekisterihub.Finland;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.retention.GroupHolds;
import fi.rekisterihub.retention.GroupHolds.GroupHold;
import fi.rekisterihub.retention.Preview;
import fi.rekisterihub.retention.RetentionDesk;
import fi.rekisterihub.retention.RetentionPreview;
import fi.rekisterihub.retention.RetentionRun;
import fi.rekisterihub.retention.RetentionRuns;
import fi.rekisterihub.retention.Standing;
import fi.rekisterihub.retention.Standings;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How long a register's data is kept: what is due, what holds it, and the purges. */
@RestController
@RequestMapping("/api/v1/registers/{register}/retention")
class RetentionApi {

    private static final int RUNS = 20;

    private final Profiles profiles;
    private final RetentionPreview previews;
    private final RetentionRuns runs;
    private final RetentionDesk desk;
    private final Standings standings;
    private final GroupHolds holds;

    RetentionApi(
            Profiles profiles,
            RetentionPreview previews,
            RetentionRuns runs,
            RetentionDesk desk,
            Standings standings,
            GroupHolds holds) {
        this.profiles = profiles;
        this.previews = previews;
        this.runs = runs;
        this.desk = desk;
        this.standings = standings;
        this.holds = holds;
    }

    /**
     * What a purge would find on a day, counted now: per rule how many are due, come due within 30 and 90 days, are held and by
     * what, or have no first day; with ids of some. Writes nothing.
     *
     * @param day today when absent; a later one shows what will be due then
     */
    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'OFFICER')")
    Answer show(
            @PathVariable String register,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day) {
        known(register);
        LocalDate today = Finland.today();
        return new Answer(
                previews.of(register, day == null ? today : day),
                standings.of(register).orElse(null),
                runs.latest(register, RUNS),
                holds.inForce(register, today));
    }

    /** Begins a purge of what is due today; the run that is under way or braked, when there is one. */
    @PostMapping("/purge")
    @PreAuthorize("hasRole('OFFICER')")
    RetentionRun purge(@PathVariable String register, @RequestBody Why why, Principal user) {
        known(register);
        return desk.purge(register, Finland.today(), reason(why), user.getName());
    }

    /** Lets a braked run go on; 409 when it does not wait. */
    @PostMapping("/runs/{run}/release")
    @PreAuthorize("hasRole('OFFICER')")
    RetentionRun release(@PathVariable String register, @PathVariable long run, @RequestBody Why why, Principal user) {
        known(register);
        if (!desk.release(register, run, Finland.today(), reason(why), user.getName())) {
            throw notWaiting(run);
        }
        return runs.find(run).orElseThrow();
    }

    /** Drops a braked run; 409 when it does not wait. */
    @PostMapping("/runs/{run}/refusal")
    @PreAuthorize("hasRole('OFFICER')")
    RetentionRun refuse(@PathVariable String register, @PathVariable long run, @RequestBody Why why, Principal user) {
        known(register);
        if (!desk.refuse(register, run, reason(why), user.getName())) {
            throw notWaiting(run);
        }
        return runs.find(run).orElseThrow();
    }

    /** Holds everybody in a group, or a whole class of data. */
    @PostMapping("/holds")
    @PreAuthorize("hasRole('OFFICER')")
    List<GroupHold> hold(@PathVariable String register, @RequestBody Held held, Principal user) {
        known(register);
        try {
            desk.putHold(
                    register,
                    String.valueOf(held.what()),
                    String.valueOf(held.hold()),
                    held.reason() == null ? "" : held.reason(),
                    held.until(),
                    user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        return holds.inForce(register, Finland.today());
    }

    /** Lifts one; 404 when it is not in force. */
    @DeleteMapping("/holds/{hold}")
    @PreAuthorize("hasRole('OFFICER')")
    List<GroupHold> lift(@PathVariable String register, @PathVariable long hold, Principal user) {
        known(register);
        if (!desk.liftHold(register, hold, user.getName())) {
            throw new NoSuchThing("hold", hold);
        }
        return holds.inForce(register, Finland.today());
    }

    private void known(String register) {
        if (profiles.find(register).isEmpty()) {
            throw new NoSuchThing("register", register);
        }
    }

    private static String reason(Why why) {
        String reason = why.reason();
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        return reason.strip();
    }

    private static Conflict notWaiting(long run) {
        return new Conflict("Purge %d does not wait for a person (any more).".formatted(run));
    }

    /**
     * How a register stands.
     *
     * @param standing what the last daily look counted; null before the first
     * @param runs the latest purges, newest first
     */
    record Answer(Preview preview, @Nullable Standing standing, List<RetentionRun> runs, List<GroupHold> holds) {}

    /** @param reason for the audit trail */
    record Why(@Nullable String reason) {}

    /**
     * A hold to be put.
     *
     * @param what a group of persons or a class of data of the profile
     * @param hold legal-duty, dispute, complaint …
     * @param until the last day; until it is lifted when absent
     */
    record Held(
            @Nullable String what,
            @Nullable String hold,
            @Nullable String reason,
            @Nullable LocalDate until) {}
}
