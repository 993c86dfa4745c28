package fi.rekisterihub.api;

import fi.rekisterihub.api.StewardAnswers.ProposalAnswer;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
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

/** Words that wait for a second person, in registers whose profile asks for four eyes. */
@RestController
@RequestMapping("/api/v1/duplicates/proposals")
class ProposalsApi {

    private final Stewards stewards;
    private final StewardAnswers answers;
    private final Audit audit;

    ProposalsApi(Stewards stewards, StewardAnswers answers, Audit audit) {
        this.stewards = stewards;
        this.answers = answers;
        this.audit = audit;
    }

    /** The oldest first. */
    @GetMapping
    Slice<ProposalAnswer> list(
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        return Slice.of(
                stewards.waiting(register, after, most + 1),
                most,
                proposal -> String.valueOf(proposal.id()),
                ProposalAnswer::of);
    }

    /** Puts into force what another has proposed. */
    @PostMapping("/{proposal}/confirm")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> confirm(
            @PathVariable long proposal, @RequestBody(required = false) @Nullable Reason body, Principal user) {
        known(proposal);
        String reason = body == null ? null : body.reason();
        Outcome outcome = stewards.confirm(proposal, reason, user.getName());
        return answers.of(outcome, "duplicate-confirmed", null, "Nothing changed.", reason, user.getName())
                .response();
    }

    /** Refuses what another has proposed, or withdraws one's own. */
    @PostMapping("/{proposal}/refuse")
    @PreAuthorize("hasRole('STEWARD')")
    ProposalAnswer refuse(@PathVariable long proposal, @RequestBody Reason body, Principal user) {
        if (body.reason() == null || body.reason().isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        known(proposal);
        String reason = body.reason().strip();
        if (stewards.refuse(proposal, reason, user.getName()) instanceof Outcome.Dropped dropped) {
            audit.record(
                    user.getName(),
                    "duplicate-refused",
                    dropped.proposal().pair().one(),
                    "%s, proposed by %s: %s"
                            .formatted(
                                    dropped.proposal().name(),
                                    dropped.proposal().proposedBy(),
                                    reason));
            return ProposalAnswer.of(dropped.proposal());
        }
        throw new Conflict("The proposal does not wait any more: it was answered, or what was compared has moved.");
    }

    private void known(long proposal) {
        if (stewards.proposal(proposal).isEmpty()) {
            throw new NoSuchThing("proposal", proposal);
        }
    }

    /** @param reason why, for the audit trail */
    record Reason(@Nullable String reason) {}
}
