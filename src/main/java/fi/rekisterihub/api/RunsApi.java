package fi.rekisterihub.api;

import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over deliveries, with their counts and progress. */
@RestController
@RequestMapping("/api/v1/runs")
class RunsApi {

    private final RunReader runs;

    RunsApi(RunReader runs) {
        this.runs = runs;
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
        return runs.find(id).map(RunAnswer::of).orElseThrow(() -> new NoSuchThing("run", id));
    }
}
