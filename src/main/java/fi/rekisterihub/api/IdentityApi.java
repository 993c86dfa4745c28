package fi.rekisterihub.api;

import fi.rekisterihub.api.StewardAnswers.Answer;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.identity.Stewards.Outcome;
import fi.rekisterihub.identity.Together;
import fi.rekisterihub.identity.TogetherReader;
import fi.rekisterihub.identity.WhoIsLike;
import fi.rekisterihub.match.EvidenceWords;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is one with whom, and whom a record may be of. */
@RestController
@RequestMapping("/api/v1")
class IdentityApi {

    private final RegisterReader register;
    private final TogetherReader together;
    private final Stewards stewards;
    private final WhoIsLike like;
    private final Profiles profiles;
    private final StewardAnswers answers;
    private final Audit audit;

    IdentityApi(
            RegisterReader register,
            TogetherReader together,
            Stewards stewards,
            WhoIsLike like,
            Profiles profiles,
            StewardAnswers answers,
            Audit audit) {
        this.register = register;
        this.together = together;
        this.stewards = stewards;
        this.like = like;
        this.profiles = profiles;
        this.answers = answers;
        this.audit = audit;
    }

    /** All who are one with this person or company, what holds of them together and why, and how it came about. */
    @GetMapping("/entities/{id}/identity")
    Together identity(@PathVariable long id, Principal user) {
        EntityView entity = find(id);
        if (entity.kind() == EntityKind.PERSON) {
            audit.record(user.getName(), "person-viewed", id, "api");
        }
        return together.with(entity);
    }

    /** Takes this one out of those with whom it is one; 202 while a second person has to confirm it. */
    @PostMapping("/entities/{id}/separation")
    @PreAuthorize("hasRole('STEWARD')")
    ResponseEntity<Object> separate(@PathVariable long id, @RequestBody Reason body, Principal user) {
        if (body.reason() == null || body.reason().isBlank()) {
            throw new BadRequest("reason is needed.");
        }
        EntityView entity = find(id);
        String reason = body.reason().strip();
        Outcome outcome = stewards.separate(entity.registerId(), entity.kind(), id, reason, user.getName());
        String already = "%d is one with nobody else.".formatted(id);
        Answer answer = answers.of(outcome, "entity-separated", id, already, reason, user.getName());
        return answer.waiting() == null ? ResponseEntity.ok(together.with(entity)) : answer.response();
    }

    /** Whom of the register a person with these values may be, the likeliest first; nothing is kept. */
    @PostMapping("/registers/{registerId}/persons/like")
    List<LikeAnswer> likePerson(
            @PathVariable String registerId, @RequestBody Map<String, String> values, Locale language) {
        return like(registerId, EntityKind.PERSON, values, language);
    }

    /** The same for a company. */
    @PostMapping("/registers/{registerId}/companies/like")
    List<LikeAnswer> likeCompany(
            @PathVariable String registerId, @RequestBody Map<String, String> values, Locale language) {
        return like(registerId, EntityKind.COMPANY, values, language);
    }

    private List<LikeAnswer> like(String registerId, EntityKind kind, Map<String, String> values, Locale language) {
        if (profiles.find(registerId).isEmpty()) {
            throw new NoSuchThing("register", registerId);
        }
        WhoIsLike.Answer answer = like.ask(registerId, kind, values);
        if (answer instanceof WhoIsLike.Answer.NotNow notNow) {
            throw new Conflict(notNow.why());
        }
        EvidenceWords words = new EvidenceWords(language);
        return ((WhoIsLike.Answer.Found) answer)
                .likes().stream()
                        .map(one -> new LikeAnswer(
                                one.id(),
                                Math.round(one.bits() * 10) / 10.0,
                                one.verdict().name().toLowerCase(Locale.ROOT),
                                one.guards(),
                                words.sentence(one.evidence())))
                        .toList();
    }

    private EntityView find(long id) {
        return register.person(id).or(() -> register.company(id)).orElseThrow(() -> new NoSuchThing("entity", id));
    }

    /** @param reason why, for the audit trail */
    record Reason(@Nullable String reason) {}

    /**
     * Somebody of the register.
     *
     * @param bits how sure it is: 0 is as likely as not, each bit more doubles the odds
     * @param verdict same or doubtful
     */
    record LikeAnswer(long id, double bits, String verdict, List<String> guards, String explanation) {}
}
