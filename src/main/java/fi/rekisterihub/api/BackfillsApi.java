package fi.rekisterihub.api;

import fi.rekisterihub.intake.BackfillReader;
import fi.rekisterihub.intake.BackfillReader.BackfillView;
import fi.rekisterihub.intake.Backfills;
import fi.rekisterihub.intake.Backfills.Asked;
import fi.rekisterihub.intake.Backfills.Reason;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Days of a source that are read once more, for sources that can say what changed on them. */
@RestController
@RequestMapping("/api/v1/sources/{feed}/backfills")
class BackfillsApi {

    private static final Set<Reason> WRONG_DAYS = Set.of(Reason.REVERSED, Reason.FUTURE);

    private final Backfills backfills;
    private final BackfillReader reader;

    BackfillsApi(Backfills backfills, BackfillReader reader) {
        this.backfills = backfills;
        this.reader = reader;
    }

    /** Newest first, with progress. */
    @GetMapping
    Slice<BackfillView> list(
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(reader.list(feed, after, most + 1), most, BackfillView::id, Function.identity());
    }

    @GetMapping("/{id}")
    BackfillView one(@PathVariable String feed, @PathVariable long id) {
        return reader.find(feed, id).orElseThrow(() -> new NoSuchThing("backfill", id));
    }

    /** Has the days read once more, both included; whom the source names for them is then read anew. */
    @PostMapping
    @PreAuthorize("hasRole('OPERATOR')")
    BackfillView ask(@PathVariable String feed, @RequestBody Days days, Principal user) {
        Asked asked = backfills.ask(feed, day("from", days.from()), day("to", days.to()), user.getName());
        if (asked instanceof Asked.Impossible impossible) {
            throw WRONG_DAYS.contains(impossible.reason())
                    ? new BadRequest(impossible.why())
                    : new Conflict(impossible.why());
        }
        return one(feed, ((Asked.Queued) asked).id());
    }

    /** What has been read already stays. */
    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasRole('OPERATOR')")
    BackfillView cancel(@PathVariable String feed, @PathVariable long id, Principal user) {
        BackfillView known = one(feed, id);
        if (!backfills.cancel(feed, id, user.getName())) {
            throw new Conflict("Backfill %d is %s already.".formatted(id, known.status()));
        }
        return one(feed, id);
    }

    private static LocalDate day(String name, @Nullable String text) {
        try {
            if (text != null) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noDay) {
            throw new BadRequest("%s is no day; write it as 2026-11-22.".formatted(name));
        }
        throw new BadRequest("%s is needed, a day such as 2026-11-22.".formatted(name));
    }

    /**
     * A window of days.
     *
     * @param from the first day, as 2026-11-22
     * @param to the last day
     */
    record Days(@Nullable String from, @Nullable String to) {}
}
