package fi.rekisterihub.api;

import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.intake.ParkedChoice;
import fi.rekisterihub.intake.ParkedDesk;
import fi.rekisterihub.intake.ParkedDesk.Replayed;
import fi.rekisterihub.intake.ParkedReader;
import fi.rekisterihub.intake.ParkedReader.ParkedRow;
import java.security.Principal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rows that could not be taken in, with their raw text, line and reason, and their way back in. */
@RestController
@RequestMapping("/api/v1/parked")
class ParkedApi {

    private static final String MAY = "hasAnyRole('OPERATOR', 'STEWARD')";

    private final ParkedReader parked;
    private final ParkedDesk desk;

    ParkedApi(ParkedReader parked, ParkedDesk desk) {
        this.parked = parked;
        this.desk = desk;
    }

    /** Newest first. */
    @GetMapping
    Slice<ParkedRow> list(
            @RequestParam(required = false) @Nullable Long runId,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(
                parked.list(runId, feed, status, reason, after, most + 1), most, ParkedRow::id, Function.identity());
    }

    /** Open rows by what is wrong with them. */
    @GetMapping("/reasons")
    List<ParkedReader.Group> reasons(
            @RequestParam(required = false) @Nullable Long runId,
            @RequestParam(required = false) @Nullable String feed) {
        return parked.groups(runId, feed);
    }

    @GetMapping("/{id}")
    ParkedRow one(@PathVariable long id) {
        return parked.find(id).orElseThrow(() -> new NoSuchThing("parked row", id));
    }

    /** Keeps another text for an open row; it is taken in by a replay. */
    @PostMapping("/{id}/mend")
    @PreAuthorize(MAY)
    ParkedRow mend(@PathVariable long id, @RequestBody Text text, Principal user) {
        ParkedRow row = one(id);
        String raw = text.raw();
        if (raw == null || raw.isBlank()) {
            throw new BadRequest("raw, the whole mended row, is needed.");
        }
        if (understood(() -> desk.mend(row, raw, user.getName())) == 0) {
            throw new Conflict("Parked row %d is %s, so it cannot be mended.".formatted(id, row.status()));
        }
        return one(id);
    }

    /**
     * Queues open rows once more, as they were mended or as they came. A second call finds none of them open, and does
     * nothing.
     */
    @PostMapping("/replay")
    @PreAuthorize(MAY)
    Replayed replay(@RequestBody Choice choice, Principal user) {
        return understood(() -> desk.replay(choice.parked(), user.getName()));
    }

    /** Sets open rows aside for good, with a reason. */
    @PostMapping("/drop")
    @PreAuthorize(MAY)
    Dropped drop(@RequestBody Choice choice, Principal user) {
        String why = choice.why();
        if (why == null || why.isBlank()) {
            throw new BadRequest("why, the reason for dropping the rows, is needed.");
        }
        return new Dropped(desk.drop(choice.parked(), why.strip(), user.getName()));
    }

    /** Takes a drop back. */
    @PostMapping("/{id}/restore")
    @PreAuthorize(MAY)
    ParkedRow restore(@PathVariable long id, Principal user) {
        ParkedRow row = one(id);
        if (desk.restore(id, user.getName()) == 0) {
            throw new Conflict("Parked row %d is %s and not dropped.".formatted(id, row.status()));
        }
        return one(id);
    }

    private static <T> T understood(Supplier<T> act) {
        try {
            return act.get();
        } catch (Unmendable unmendable) {
            throw new BadRequest(String.valueOf(unmendable.getMessage()));
        }
    }

    /** @param raw the whole row as the feed would send it */
    record Text(@Nullable String raw) {}

    /**
     * Which open rows: one of id, runId and feed at least; all that are given must fit.
     *
     * @param why for a drop
     */
    record Choice(
            @Nullable Long id,
            @Nullable Long runId,
            @Nullable String feed,
            @Nullable String reason,
            @Nullable String why) {

        ParkedChoice parked() {
            try {
                return new ParkedChoice(id, runId, feed, reason);
            } catch (IllegalArgumentException tooWide) {
                throw new BadRequest("Say which parked rows are meant: id, runId or feed.");
            }
        }
    }

    /** @param rows how many were open until now */
    record Dropped(int rows) {}
}
