package fi.rekisterihub.api;

import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.intake.ParkedReader.ParkedRow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rows that could not be taken in, with their raw text, line and reason. */
@RestController
@RequestMapping("/api/v1/parked")
class ParkedApi {

    private final ParkedReader parked;

    ParkedApi(ParkedReader parked) {
        this.parked = parked;
    }

    /** Newest first. */
    @GetMapping
    Slice<ParkedRow> list(
            @RequestParam(required = false) @Nullable Long runId,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(parked.list(runId, feed, status, after, most + 1), most, ParkedRow::id, Function.identity());
    }
}
