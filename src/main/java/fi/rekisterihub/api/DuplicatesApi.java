package fi.rekisterihub.api;

import fi.rekisterihub.api.StewardAnswers.Answer;
import fi.rekisterihub.api.StewardAnswers.DecisionAnswer;
import fi.rekisterihub.api.StewardAnswers.ProposalAnswer;
import fi.rekisterihub.identity.Pair;
import fi.rekisterihub.identity.PairReader;
import fi.rekisterihub.identity.PairView;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.match.EvidenceWords;
import fi.rekisterihub.match.FieldEvidence;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Two persons, or two companies, that may be one. A pair is called by its two ids, {@code 12-34}. */
@RestController
@RequestMapping("/api/v1/duplicates")
class DuplicatesApi {

    private static final int MOST_AT_ONCE = 500;

    private final PairReader pairs;
    private final Stewards stewards;
    private final StewardAnswers answers;
    private final Audit audit;

    DuplicatesApi(PairReader pairs, Stewards stewards, StewardAnswers answers, Audit audit) {
        this.pairs = pairs;
        this.stewards = stewards;
        this.answers = answers;
        this.audit = audit;
    }

    /** Those that wait for a person, the surest first. */
    @GetMapping
    Slice<DuplicateAnswer> list(
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit,
            Locale language) {
        int most = Slice.most(limit);
        PairView last = after == null ? null : pairs.find(pair(after)).orElse(null);
        return Slice.of(
                pairs.waiting(register, last, most + 1),
                most,
                PairView::name,
                view -> DuplicateAnswer.of(view, null, language));
    }

    @GetMapping("/{name}")
    DuplicateAnswer one(@PathVariable String name, Locale language) {
        PairView view = find(name);
        return DuplicateAnswer.of(view, ProposalAnswer.orNull(stewards.waiting(view.pair())), language);
    }

    /**
     * Says that the two are the {@code same} or {@code different}; it is in force when the answer comes, unless the answer is
     * 202: then it waits for a second person.
     */
    @PostMapping("/{name}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> decide(@PathVariable String name, @RequestBody Choice choice, Principal user) {
        return decide(find(name), same(choice.decision()), reason(choice.reason()), user)
                .response();
    }

    /** The same word for many pairs; what cannot be done of one does not stop the others. */
    @PostMapping("/decisions")
    @PreAuthorize("hasRole('STEWARD')")
    List<BulkAnswer> decideAll(@RequestBody BulkChoice choice, Principal user) {
        boolean same = same(choice.decision());
        String reason = reason(choice.reason());
        if (choice.pairs() == null || choice.pairs().isEmpty() || choice.pairs().size() > MOST_AT_ONCE) {
            throw new BadRequest("pairs must name between 1 and %d pairs.".formatted(MOST_AT_ONCE));
        }
        return choice.pairs().stream()
                .map(name -> {
                    try {
                        Answer answer = decide(find(name), same, reason, user);
                        return new BulkAnswer(name, answer.done(), answer.waiting(), null);
                    } catch (Conflict | NoSuchThing | BadRequest problem) {
                        return new BulkAnswer(name, null, null, problem.getMessage());
                    }
                })
                .toList();
    }

    /** Puts the question off for some days. */
    @PostMapping("/{name}/later")
    @PreAuthorize("hasRole('STEWARD')")
    DuplicateAnswer later(@PathVariable String name, @RequestBody Later later, Principal user, Locale language) {
        if (later.days() < 1 || later.days() > 366) {
            throw new BadRequest("days must be between 1 and 366.");
        }
        PairView view = find(name);
        stewards.later(view.pair(), Instant.now().plus(Duration.ofDays(later.days())), user.getName());
        audit.record(user.getName(), "duplicate-later", view.pair().one(), view.name());
        return one(name, language);
    }

    /** Takes a decision back; the two are then what the evidence says. */
    @PostMapping("/decisions/{decision}/undo")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> undo(@PathVariable long decision, @RequestBody Reason body, Principal user) {
        String reason = reason(body.reason());
        Outcome outcome = stewards.undo(decision, reason, user.getName());
        String already = "Decision %d is not in force, so there is nothing to undo.".formatted(decision);
        return answers.of(outcome, "duplicate-undone", null, already, reason, user.getName())
                .response();
    }

    private Answer decide(PairView view, boolean same, String reason, Principal user) {
        EntityKind kind = EntityKind.of(view.entity());
        Outcome outcome = same
                ? stewards.same(view.registerId(), kind, view.pair(), reason, user.getName())
                : stewards.different(view.registerId(), kind, view.pair(), reason, user.getName());
        String already = "That is what somebody has said of %s already.".formatted(view.name());
        return answers.of(outcome, "duplicate-decided", null, already, reason, user.getName());
    }

    private PairView find(String name) {
        return pairs.find(pair(name)).orElseThrow(() -> new NoSuchThing("duplicate", name));
    }

    private static Pair pair(String name) {
        return Pair.named(name).orElseThrow(() -> new BadRequest("A pair is called by two ids, such as 12-34."));
    }

    private static boolean same(@Nullable String decision) {
        boolean same = "same".equals(decision);
        if (!same && !"different".equals(decision)) {
            throw new BadRequest("decision must be same or different.");
        }
        return same;
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        return reason.strip();
    }

    /** @param reason why, for the audit trail */
    record Reason(@Nullable String reason) {}

    /** @param decision same or different */
    record Choice(@Nullable String decision, @Nullable String reason) {}

    /** @param pairs names of pairs */
    record BulkChoice(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable List<String> pairs) {}

    record Later(int days) {}

    /**
     * What became of one of many; one of the three is there.
     *
     * @param waiting it waits for a second person
     * @param problem why it was not done
     */
    record BulkAnswer(
            String pair,
            @Nullable DecisionAnswer done,
            @Nullable ProposalAnswer waiting,
            @Nullable String problem) {}

    /**
     * A pair in an answer.
     *
     * @param bits how sure the matcher is: 0 is as likely as not, each bit more doubles the odds
     * @param guards what keeps the two from being joined without a person
     * @param proposal what somebody said of the two and a second person must confirm; told of one pair, not in the list of them
     * @param explanation in the caller's language
     */
    record DuplicateAnswer(
            String name,
            String registerId,
            String entity,
            long one,
            long other,
            double bits,
            String verdict,
            List<String> guards,
            String explanation,
            List<FieldEvidence> evidence,
            Instant foundAt,
            @Nullable Instant laterUntil,
            @Nullable ProposalAnswer proposal) {

        static DuplicateAnswer of(PairView view, @Nullable ProposalAnswer proposal, Locale language) {
            return new DuplicateAnswer(
                    view.name(),
                    view.registerId(),
                    view.entity(),
                    view.pair().one(),
                    view.pair().other(),
                    Math.round(view.bits() * 10) / 10.0,
                    view.verdict(),
                    view.guards(),
                    new EvidenceWords(language).sentence(view.evidence()),
                    view.evidence(),
                    view.foundAt(),
                    view.laterUntil(),
                    proposal);
        }
    }
}
