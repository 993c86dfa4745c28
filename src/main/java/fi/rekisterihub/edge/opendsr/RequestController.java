package fi.rekisterihub.edge.opendsr;

import fi.rekisterihub.notice.IncomingRequests.Request;
import fi.rekisterihub.notice.IncomingRequests.Status;
import fi.rekisterihub.notice.OpenDsrMessage;
import fi.rekisterihub.notice.ReceivedRequests;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.KnownParties.Judgement;
import fi.rekisterihub.notice.signing.KnownParties.Party;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the requests of controllers whose processor we are. A request is kept once under its controller and id before it is
 * answered; a repeat is answered with how the first one stands, and begins nothing anew.
 */
@RestController
class RequestController {

    private static final String UNKNOWN = "You have sent no such request.";

    private final KnownParties parties;
    private final OpenDsrSettings settings;
    private final ReceivedRequests requests;
    private final SignedAnswers answers;
    private final OpenDsrMeter meter;
    private final RequestReader reader = new RequestReader(Clock.systemUTC());

    RequestController(
            KnownParties parties,
            OpenDsrSettings settings,
            ReceivedRequests requests,
            SignedAnswers answers,
            OpenDsrMeter meter) {
        this.parties = parties;
        this.settings = settings;
        this.requests = requests;
        this.answers = answers;
        this.meter = meter;
    }

    @PostMapping("/opendsr/requests")
    ResponseEntity<byte[]> take(HttpServletRequest request) {
        Call call = Call.read(request, Math.toIntExact(settings.largest().toBytes()));
        if (call instanceof Call.Refused refused) {
            return refused(refused.status(), refused.message());
        }
        byte[] body = ((Call.Body) call).bytes();
        Optional<Party> controller = controller(request, body);
        if (controller.isEmpty()) {
            return unknownCaller();
        }
        try {
            RequestReader.Read read = reader.read(body, controller.get().domain());
            Request kept = requests.keep(
                    new ReceivedRequests.Signed(
                            controller.get().id(),
                            read.subjectRequestId(),
                            read.regulation(),
                            read.type(),
                            read.submittedAt(),
                            read.callbackUrls(),
                            body,
                            BodySignature.digest(body),
                            String.valueOf(request.getHeader(BodySignature.HEADER))),
                    settings.answerWithin());
            meter.count(OpenDsrMeter.REQUESTS, "taken");
            return answers.of(HttpStatus.CREATED, received(kept, body));
        } catch (RequestReader.NoRequest wrong) {
            return refused(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        }
    }

    @GetMapping("/opendsr/requests/{id}")
    ResponseEntity<byte[]> status(@PathVariable("id") String id, HttpServletRequest request) {
        Optional<Party> controller = controller(request, BodySignature.bodyless("GET", id));
        if (controller.isEmpty()) {
            return unknownCaller();
        }
        return find(controller.get(), id)
                .map(found -> answers.of(HttpStatus.OK, standing(found)))
                .orElseGet(() -> refused(HttpStatus.NOT_FOUND, UNKNOWN));
    }

    /** Only what nobody has begun can be taken back. */
    @DeleteMapping("/opendsr/requests/{id}")
    ResponseEntity<byte[]> takeBack(@PathVariable("id") String id, HttpServletRequest request) {
        Optional<Party> controller = controller(request, BodySignature.bodyless("DELETE", id));
        if (controller.isEmpty()) {
            return unknownCaller();
        }
        Optional<Request> found = find(controller.get(), id);
        if (found.isEmpty()) {
            return refused(HttpStatus.NOT_FOUND, UNKNOWN);
        }
        boolean gone = requests.takenBack(controller.get().id(), found.get().subjectRequestId())
                || find(controller.get(), id)
                        .filter(now -> now.status() == Status.CANCELLED)
                        .isPresent();
        if (!gone) {
            return refused(HttpStatus.BAD_REQUEST, "The request has been begun and cannot be taken back any more.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("controller_id", found.get().controller());
        body.put("subject_request_id", found.get().subjectRequestId().toString());
        body.put("received_time", time(Instant.now()));
        body.put("api_version", RequestReader.API_VERSION);
        return answers.of(HttpStatus.ACCEPTED, body);
    }

    private Optional<Party> controller(HttpServletRequest request, byte[] signed) {
        return parties.controllerOf(request.getHeader(BodySignature.CONTROLLER_HEADER))
                .filter(party ->
                        parties.judge(party, signed, request.getHeader(BodySignature.HEADER)) == Judgement.GENUINE);
    }

    private Optional<Request> find(Party controller, String id) {
        try {
            UUID requestId = RequestReader.id(id);
            return requests.find(controller.id(), requestId);
        } catch (RequestReader.NoRequest noId) {
            return Optional.empty();
        }
    }

    private Map<String, Object> received(Request kept, byte[] body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("controller_id", kept.controller());
        answer.put("expected_completion_time", time(kept.expectedAt()));
        answer.put("received_time", time(kept.receivedAt()));
        answer.put("encoded_request", Base64.getEncoder().encodeToString(body));
        answer.put("subject_request_id", kept.subjectRequestId().toString());
        if (kept.status() != Status.PENDING) {
            answer.put("request_status", kept.status().word());
            reason(kept, answer);
        }
        return answer;
    }

    private Map<String, Object> standing(Request request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("controller_id", request.controller());
        answer.put("expected_completion_time", time(request.expectedAt()));
        answer.put("subject_request_id", request.subjectRequestId().toString());
        answer.put("request_status", request.status().word());
        answer.put("api_version", RequestReader.API_VERSION);
        reason(request, answer);
        return answer;
    }

    private void reason(Request request, Map<String, Object> answer) {
        String reason = requests.reason(request.id());
        if (reason != null) {
            answer.put("extensions", Map.of(OpenDsrMessage.EXTENSION, Map.of("reason", reason)));
        }
    }

    private ResponseEntity<byte[]> unknownCaller() {
        return refused(
                HttpStatus.UNAUTHORIZED,
                "The call is not signed by a controller that is known here; see X-OpenDSR-Controller-Domain.");
    }

    private ResponseEntity<byte[]> refused(HttpStatus status, String message) {
        meter.count(OpenDsrMeter.REQUESTS, Integer.toString(status.value()));
        return answers.refused(status, message);
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
