package fi.rekisterihub.api;

import fi.rekisterihub.reconcile.ConflictDesk;
import fi.rekisterihub.reconcile.ConflictDesk.Outcome;
import fi.rekisterihub.reconcile.ConflictReader;
import fi.rekisterihub.reconcile.FieldConflict;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fields of which a source says otherwise than a person or a steward has said. */
@RestController
@RequestMapping("/api/v1/conflicts")
class ConflictsApi {

    private static final int MOST_AT_ONCE = 500;
    private static final Set<String> STATUSES = Set.of("open", "later", "kept", "taken", "gone");

    private final ConflictReader conflicts;
    private final ConflictDesk desk;
    private final Audit audit;

    ConflictsApi(ConflictReader conflicts, ConflictDesk desk, Audit audit) {
        this.conflicts = conflicts;
        this.desk = desk;
        this.audit = audit;
    }

    /**
     * Oldest first.
     *
     * @param status open, later (those put off), kept, taken or gone
     */
    @GetMapping
    Slice<ConflictAnswer> list(
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (!STATUSES.contains(status)) {
            throw new BadRequest("status must be open, later, kept, taken or gone.");
        }
        int most = Slice.most(limit);
        return Slice.of(conflicts.list(register, status, after, most + 1), most, FieldConflict::id, ConflictAnswer::of);
    }

    @GetMapping("/{id}")
    ConflictAnswer one(@PathVariable long id) {
        return ConflictAnswer.of(find(id));
    }

    /** Says to {@code keep} what somebody has said, or to {@code take} what the source says. */
    @PostMapping("/{id}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    ConflictAnswer decide(@PathVariable long id, @RequestBody Choice choice, Principal user) {
        decide(find(id), takes(choice.decision()), reason(choice.reason()), user);
        return one(id);
    }

    /** The same answer to many; what cannot be done of one does not stop the others. */
    @PostMapping("/decisions")
    @PreAuthorize("hasRole('STEWARD')")
    List<BulkAnswer> decideAll(@RequestBody BulkChoice choice, Principal user) {
        boolean takes = takes(choice.decision());
        String reason = reason(choice.reason());
        List<Long> ids = choice.conflicts();
        if (ids == null || ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw new BadRequest("conflicts must name between 1 and %d ids.".formatted(MOST_AT_ONCE));
        }
        return ids.stream()
                .map(id -> {
                    try {
                        decide(find(id), takes, reason, user);
                        return new BulkAnswer(id, true, null);
                    } catch (Conflict | NoSuchThing problem) {
                        return new BulkAnswer(id, false, problem.getMessage());
                    }
                })
                .toList();
    }

    /** Puts the question off for some days. */
    @PostMapping("/{id}/later")
    @PreAuthorize("hasRole('STEWARD')")
    ConflictAnswer later(@PathVariable long id, @RequestBody Later later, Principal user) {
        if (later.days() < 1 || later.days() > 366) {
            throw new BadRequest("days must be between 1 and 366.");
        }
        FieldConflict conflict = find(id);
        done(conflict, desk.later(id, Instant.now().plus(Duration.ofDays(later.days()))));
        audit.record(user.getName(), "conflict-later", conflict.entityId(), conflict.field());
        return one(id);
    }

    /** Takes an answer back: what stood before stands again, and the question is open. */
    @PostMapping("/{id}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    ConflictAnswer undo(@PathVariable long id, @RequestBody Reason body, Principal user) {
        String reason = reason(body.reason());
        FieldConflict conflict = find(id);
        done(conflict, desk.undo(id, user.getName()));
        audit.record(user.getName(), "conflict-undone", conflict.entityId(), "conflict %d: %s".formatted(id, reason));
        return one(id);
    }

    private void decide(FieldConflict conflict, boolean takes, String reason, Principal user) {
        done(
                conflict,
                takes
                        ? desk.take(conflict.id(), reason, user.getName())
                        : desk.keep(conflict.id(), reason, user.getName()));
        audit.record(
                user.getName(),
                "conflict-decided",
                conflict.entityId(),
                "conflict %d %s: %s".formatted(conflict.id(), takes ? "take" : "keep", reason));
    }

    private static void done(FieldConflict conflict, Outcome outcome) {
        switch (outcome) {
            case DONE -> {
                return;
            }
            case NOT_OPEN ->
                throw new Conflict("Conflict %d does not wait for that any more.".formatted(conflict.id()));
            case MOVED_ON ->
                throw new Conflict("Something else stands as '%s' of %d now than what conflict %d is about."
                        .formatted(conflict.field(), conflict.entityId(), conflict.id()));
            case RESTRICTED ->
                throw new Conflict("The data of %d is restricted, so it must not be changed until that ends."
                        .formatted(conflict.entityId()));
            case MUST_STAY_AWAY ->
                throw new Conflict(
                        "The value must not come into the register: it is withheld, or it belongs to somebody who was erased.");
        }
    }

    private FieldConflict find(long id) {
        return conflicts.find(id).orElseThrow(() -> new NoSuchThing("conflict", id));
    }

    private static boolean takes(@Nullable String decision) {
        boolean takes = "take".equals(decision);
        if (!takes && !"keep".equals(decision)) {
            throw new BadRequest("decision must be keep or take.");
        }
        return takes;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        return reason.strip();
    }

    /** @param decision keep or take */
    record Choice(@Nullable String decision, @Nullable String reason) {}

    /** @param conflicts ids */
    record BulkChoice(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable List<Long> conflicts) {}

    record Later(int days) {}

    /** @param reason why, for the audit trail */
    record Reason(@Nullable String reason) {}

    /** @param problem why it was not done */
    record BulkAnswer(long conflict, boolean done, @Nullable String problem) {}

    /**
     * A question in an answer.
     *
     * @param stands what somebody has said and the register holds; absent when they have said that there is none
     * @param says what the source says
     * @param status open, kept, taken or gone
     */
    record ConflictAnswer(
            long id,
            String registerId,
            String entity,
            long entityId,
            String field,
            @Nullable String stands,
            String standsFeed,
            String says,
            String saysFeed,
            long runId,
            Instant at,
            String status,
            @Nullable Instant laterUntil,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {

        static ConflictAnswer of(FieldConflict conflict) {
            return new ConflictAnswer(
                    conflict.id(),
                    conflict.registerId(),
                    conflict.kind().word(),
                    conflict.entityId(),
                    conflict.field(),
                    conflict.stands(),
                    conflict.standsFeed(),
                    conflict.says(),
                    conflict.saysFeed(),
                    conflict.runId(),
                    conflict.at(),
                    conflict.status().word(),
                    conflict.laterUntil(),
                    conflict.decidedBy(),
                    conflict.decidedAt(),
                    conflict.reason());
        }
    }
}
