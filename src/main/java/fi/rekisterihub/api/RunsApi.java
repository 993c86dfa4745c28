package fi.rekisterihub.api;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.intake.Reruns;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunReasons;
import fi.rekisterihub.intake.RunView;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over deliveries, with their counts and progress. */
@RestController
@RequestMapping("/api/v1/runs")
class RunsApi {

    private final RunReader runs;
    private final Reruns reruns;
    private final RunReasons reasons;

    RunsApi(RunReader runs, Reruns reruns, RunReasons reasons) {
        this.reasons = reasons;
        this.runs = runs;
        this.reruns = reruns;
    }

    /** Newest first. */
    @GetMapping
    Slice<RunAnswer> list(
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(runs.list(feed, status, after, most + 1), most, RunView::id, RunAnswer::of);
    }

    @GetMapping("/{id}")
    RunAnswer one(@PathVariable long id) {
        return runs.find(id)
                .map(run -> RunAnswer.of(run, reasons.of(id, run.effects())))
                .orElseThrow(() -> new NoSuchThing("run", id));
    }

    /** What the run's delivery would do under today's mapping and profile; nothing is written. */
    @GetMapping("/{id}/rerun")
    @PreAuthorize("hasRole('OPERATOR')")
    Map<String, Object> previewAgain(@PathVariable long id) {
        one(id);
        return reruns.preview(id, 0).map(FeedReport::data).orElseThrow(() -> impossible(id));
    }

    /** Reads the run's delivery once more; what later deliveries have told stays. */
    @PostMapping("/{id}/rerun")
    @PreAuthorize("hasRole('OPERATOR')")
    RunAnswer again(@PathVariable long id, @RequestBody Again again, Principal user) {
        one(id);
        String reason = again.reason();
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        return one(reruns.queue(id, user.getName(), reason.strip()).orElseThrow(() -> impossible(id)));
    }

    private static Conflict impossible(long id) {
        return new Conflict(
                ("Run %d cannot be read again: it has not ended, waits for it already, or its delivery is not"
                                + " kept any more.")
                        .formatted(id));
    }

    /**
     * An order to read a delivery again.
     *
     * @param reason for the audit trail
     */
    record Again(@Nullable String reason) {}
}
