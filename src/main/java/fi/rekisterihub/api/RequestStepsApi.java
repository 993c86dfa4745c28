package fi.rekisterihub.api;

import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.RequestDesk;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestView;
import fi.rekisterihub.subject.RequestWay;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done with a request. A step that may not follow is 409 with a {@code reason}, and leaves everything as it was. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class RequestStepsApi {

    private final RequestDesk desk;
    private final RequestReader reader;
    private final Audit audit;

    RequestStepsApi(RequestDesk desk, RequestReader reader, Audit audit) {
        this.desk = desk;
        this.reader = reader;
        this.audit = audit;
    }

    /** person-found, kind-corrected, identity-asked, identity-verified, details-asked, details-given or restricted. */
    @PostMapping("/steps")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    RequestsApi.RequestAnswer step(@PathVariable long id, @RequestBody Step step, Principal user) {
        String who = user.getName();
        return done(
                id,
                () -> switch (String.valueOf(step.step())) {
                    case "person-found" -> desk.findPerson(id, needed(step.personId(), "personId"), who);
                    case "kind-corrected" ->
                        desk.correctKind(id, RequestKind.of(needed(step.kind(), "kind")), step.purpose(), who);
                    case "identity-asked" -> desk.askIdentity(id, step.note(), who);
                    case "identity-verified" ->
                        desk.verifyIdentity(id, needed(step.means(), "means"), step.note(), who);
                    case "details-asked" -> desk.askDetails(id, step.note(), who);
                    case "details-given" -> desk.giveDetails(id, step.said(), step.situation(), who);
                    case "restricted" -> desk.restrict(id, who);
                    default ->
                        throw new BadRequest("step must be one of person-found, kind-corrected, identity-asked,"
                                + " identity-verified, details-asked, details-given, restricted.");
                },
                user);
    }

    /** granted, refused, extended, reopened, restriction-lifted, answered, closed or withdrawn. */
    @PostMapping("/decisions")
    @PreAuthorize("hasRole('OFFICER')")
    RequestsApi.RequestAnswer decide(@PathVariable long id, @RequestBody Decision decision, Principal user) {
        String who = user.getName();
        String note = decision.note();
        return done(
                id,
                () -> switch (String.valueOf(decision.decision())) {
                    case "granted" ->
                        desk.grant(id, decision.fields() == null ? Map.of() : decision.fields(), note, who);
                    case "refused" -> desk.refuse(id, needed(decision.ground(), "ground"), note, who);
                    case "extended" -> desk.extend(id, note, who);
                    case "reopened" -> desk.reopen(id, note, who);
                    case "restriction-lifted" -> desk.liftRestriction(id, note, who);
                    case "answered" -> desk.answer(id, RequestWay.of(needed(decision.way(), "way")), note, who);
                    case "closed" -> desk.close(id, note, who);
                    case "withdrawn" -> desk.withdraw(id, note, who);
                    default ->
                        throw new BadRequest("decision must be one of granted, refused, extended, reopened,"
                                + " restriction-lifted, answered, closed, withdrawn.");
                },
                user);
    }

    private RequestsApi.RequestAnswer done(long id, java.util.function.Supplier<RequestView> act, Principal user) {
        if (reader.find(id).isEmpty()) {
            throw new NoSuchThing("request", id);
        }
        try {
            RequestView now = act.get();
            audit.record(user.getName(), "request-step", now.personId(), "request " + id);
            return RequestsApi.RequestAnswer.of(now);
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value == null) {
            throw new BadRequest("%s is needed for this.".formatted(name));
        }
        return value;
    }

    /**
     * A step of the desk.
     *
     * @param means strong-identification, document-shown, address-on-record, call-back, own-account or no-doubt
     */
    record Step(
            @Nullable String step,
            @Nullable Long personId,
            @Nullable String kind,
            @Nullable String purpose,
            @Nullable String means,
            @Nullable String said,
            @Nullable String situation,
            @Nullable String note) {}

    /**
     * A decision.
     *
     * @param fields of a rectification: field to the right value, null to empty it
     * @param ground a word of the closed list of grounds for a refusal
     * @param way how the person was answered
     * @param note what the person is told; needed with a refusal, an extension and a withdrawal
     */
    record Decision(
            @Nullable String decision,
            @Nullable Map<String, @Nullable String> fields,
            @Nullable String ground,
            @Nullable String way,
            @Nullable String note) {}
}
