package fi.rekisterihub.api;

import fi.rekisterihub.Finland;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Answers;
import fi.rekisterihub.subject.Arrival;
import fi.rekisterihub.subject.NewRequest;
import fi.rekisterihub.subject.RequestContent;
import fi.rekisterihub.subject.RequestEvent;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestView;
import fi.rekisterihub.subject.RequestWay;
import fi.rekisterihub.subject.SubjectRequests;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people ask by their rights: requests come in here, and their answers go out. */
@RestController
@RequestMapping("/api/v1/requests")
class RequestsApi {

    private final SubjectRequests requests;
    private final RequestReader reader;
    private final Answers answers;
    private final Audit audit;

    RequestsApi(SubjectRequests requests, RequestReader reader, Answers answers, Audit audit) {
        this.requests = requests;
        this.reader = reader;
        this.answers = answers;
        this.audit = audit;
    }

    /** Those that are open, the next due first; or those that are closed, newest first. */
    @GetMapping
    Slice<RequestAnswer> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String register,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        int most = Slice.most(limit);
        List<RequestView> found = "closed".equals(state)
                ? reader.closed(kind, register, after, most + 1)
                : reader.open(kind, register, state, after == null ? null : find(after), most + 1);
        return Slice.of(found, most, RequestView::id, RequestAnswer::of);
    }

    /** Receives one. 201 when it is kept; 200 with the same number when the same key came before. */
    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    ResponseEntity<RequestAnswer> receive(@RequestBody Asked asked, Principal user) {
        if (asked.key() == null || asked.kind() == null) {
            throw new BadRequest("key (what makes the request one) and kind are needed.");
        }
        Arrival arrival;
        try {
            arrival = requests.receive(asked.request(asked.key(), asked.kind()), user.getName());
        } catch (IllegalArgumentException cannotBe) {
            throw new BadRequest(String.valueOf(cannotBe.getMessage()));
        }
        audit.record(user.getName(), "request-received", asked.personId(), "request " + arrival.requestId());
        return ResponseEntity.status(arrival instanceof Arrival.New ? HttpStatus.CREATED : HttpStatus.OK)
                .body(RequestAnswer.of(find(arrival.requestId())));
    }

    /** With the person's words and everything that happened; looking at it is written down. */
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('STEWARD', 'OFFICER')")
    WholeRequest one(@PathVariable long id, Principal user) {
        RequestView request = find(id);
        audit.record(user.getName(), "person-viewed", request.personId(), "request " + id);
        return new WholeRequest(
                RequestAnswer.of(request),
                reader.content(id),
                reader.feeMayBeAsked(request),
                reader.events(id).stream().map(Happened::of).toList());
    }

    /**
     * Makes the answer: access-html, access-pdf, access-json, origin-text, portable-json or portable-csv. Nothing is made before it
     * is known who asks. A POST, because each is written down.
     */
    @PostMapping("/{id}/answers/{text}")
    @PreAuthorize("hasRole('OFFICER')")
    ResponseEntity<byte[]> answer(@PathVariable long id, @PathVariable String text, Principal user) {
        find(id);
        Answers.Text wanted;
        try {
            wanted = Answers.Text.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new BadRequest(String.valueOf(unknown.getMessage()));
        }
        Answers.Made made = answers.make(id, wanted, user.getName());
        audit.record(user.getName(), "answer-made", made.personId(), "request " + id);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, made.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(made.fileName())
                                .build()
                                .toString())
                .body(made.content());
    }

    private RequestView find(long id) {
        return reader.find(id).orElseThrow(() -> new NoSuchThing("request", id));
    }

    /**
     * A request to receive.
     *
     * @param key the caller's own id of it: the same key again adds nothing
     * @param registerId may be left out when a person is named, or when it is not known
     * @param way how it came to the caller: email, form, api, post, visit; api when absent
     * @param language fi, sv or en; fi when absent
     * @param receivedAt when it reached the controller, from which its days are counted; now when absent
     * @param inboxId the item of the inbox that it is made of, which is settled with it
     */
    record Asked(
            @Nullable String key,
            @Nullable String registerId,
            @Nullable String kind,
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable String scope,
            @Nullable String way,
            @Nullable Long personId,
            @Nullable String language,
            @Nullable Instant receivedAt,
            @Nullable String name,
            @Nullable String contact,
            @Nullable String said,
            @Nullable String situation,
            @Nullable Long inboxId) {

        NewRequest request(String ownKey, String ownKind) {
            return new NewRequest(
                    ownKey.isBlank() ? "" : "api:" + ownKey.strip(),
                    registerId,
                    RequestKind.of(ownKind),
                    purpose,
                    Objects.requireNonNullElse(channel, "*"),
                    Objects.requireNonNullElse(scope, "*"),
                    RequestWay.of(Objects.requireNonNullElse(way, "api")),
                    personId,
                    Objects.requireNonNullElse(language, "fi"),
                    Objects.requireNonNullElseGet(receivedAt, Instant::now),
                    name,
                    contact,
                    said,
                    situation,
                    inboxId,
                    true);
        }
    }

    /**
     * A request.
     *
     * @param promisedBy the last day by the register's own promise; lawBy: by GDPR article 12(3); dueBy: the one to be kept
     * @param urgency calm, soon, tomorrow, today, promise-broken or late
     */
    record RequestAnswer(
            long id,
            @Nullable String registerId,
            String kind,
            @Nullable String purpose,
            @Nullable Long personId,
            String way,
            String language,
            Instant receivedAt,
            LocalDate promisedBy,
            LocalDate lawBy,
            LocalDate dueBy,
            String urgency,
            boolean extended,
            boolean identified,
            boolean restricted,
            @Nullable Long inboxId,
            String state,
            @Nullable Instant endedAt) {

        static RequestAnswer of(RequestView request) {
            return new RequestAnswer(
                    request.id(),
                    request.registerId(),
                    request.kind().word(),
                    request.purpose(),
                    request.personId(),
                    request.way().word(),
                    request.language(),
                    request.receivedAt(),
                    request.promisedBy(),
                    request.lawBy(),
                    request.dueBy(),
                    request.urgency(Finland.today()).word(),
                    request.extended(),
                    request.identified(),
                    request.restricted(),
                    request.inboxId(),
                    request.state().word(),
                    request.endedAt());
        }
    }

    /** @param feeMayBeAsked whether the free inspections of the year are used up; stops nothing */
    record WholeRequest(
            RequestAnswer request, RequestContent content, boolean feeMayBeAsked, List<Happened> happened) {}

    /** One thing that happened to it. */
    record Happened(
            Instant at,
            String what,
            @Nullable String ground,
            @Nullable String detail,
            String who,
            @Nullable String note) {

        static Happened of(RequestEvent event) {
            return new Happened(
                    event.at(), event.what().word(), event.ground(), event.detail(), event.who(), event.note());
        }
    }
}
