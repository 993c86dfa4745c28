package fi.rekisterihub.edge.opendsr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.edge.ReadAnswer;
import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.Answer.Effect;
import fi.rekisterihub.notice.Answer.Outcome;
import fi.rekisterihub.notice.CallbackTokens;
import fi.rekisterihub.notice.PublicAddress;
import fi.rekisterihub.notice.signing.BodySignature;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.KnownParties.Judgement;
import fi.rekisterihub.notice.signing.KnownParties.Party;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hears what processors have done with notices. Whose certificate is known signs; anybody else is known by the address, which
 * nobody but the recipient has. Whoever it is, it can speak of its own deliveries only.
 */
@RestController
class CallbackController {

    private static final int LARGEST = 64 * 1024;

    private final CallbackTokens tokens;
    private final KnownParties parties;
    private final Acknowledgements acknowledgements;
    private final PublicAddress address;
    private final SignedAnswers answers;
    private final OpenDsrMeter meter;
    private final ObjectMapper json = new ObjectMapper();

    CallbackController(
            CallbackTokens tokens,
            KnownParties parties,
            Acknowledgements acknowledgements,
            PublicAddress address,
            SignedAnswers answers,
            OpenDsrMeter meter) {
        this.tokens = tokens;
        this.parties = parties;
        this.acknowledgements = acknowledgements;
        this.address = address;
        this.answers = answers;
        this.meter = meter;
    }

    /** @param party who has signed; null for one who is known by the address alone */
    private record Caller(String recipient, @Nullable Party party) {}

    @PostMapping(CallbackTokens.PATH)
    ResponseEntity<byte[]> bySignature(HttpServletRequest request) {
        return hear(null, request);
    }

    @PostMapping(CallbackTokens.PATH + "/{token}")
    ResponseEntity<byte[]> byAddress(@PathVariable("token") String token, HttpServletRequest request) {
        return hear(token, request);
    }

    private ResponseEntity<byte[]> hear(@Nullable String token, HttpServletRequest request) {
        Call call = Call.read(request, LARGEST);
        if (call instanceof Call.Refused refused) {
            return refused(refused.status(), refused.message());
        }
        byte[] body = ((Call.Body) call).bytes();
        Optional<Caller> caller = caller(token, request, body);
        if (caller.isEmpty()) {
            return refused(HttpStatus.UNAUTHORIZED, "Neither the address nor the signature is one that is known here.");
        }
        try {
            return record(caller.get(), body, request.getHeader(BodySignature.HEADER));
        } catch (RequestReader.NoRequest wrong) {
            return refused(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
        }
    }

    private Optional<Caller> caller(@Nullable String token, HttpServletRequest request, byte[] body) {
        Optional<String> recipient = token == null
                ? parties.processorOf(request.getHeader(BodySignature.PROCESSOR_HEADER))
                        .map(Party::id)
                : tokens.recipient(token);
        return recipient.flatMap(id -> {
            Optional<Party> party = parties.processor(id);
            if (party.isEmpty()) {
                return token == null ? Optional.empty() : Optional.of(new Caller(id, null));
            }
            boolean genuine =
                    parties.judge(party.get(), body, request.getHeader(BodySignature.HEADER)) == Judgement.GENUINE;
            return genuine ? Optional.of(new Caller(id, party.get())) : Optional.empty();
        });
    }

    private ResponseEntity<byte[]> record(Caller caller, byte[] body, @Nullable String signature)
            throws RequestReader.NoRequest {
        JsonNode said = tree(body);
        UUID delivery = RequestReader.id(said.path("subject_request_id").asText());
        Outcome outcome = Outcome.of(said.path("request_status").asText())
                .orElseThrow(() -> new RequestReader.NoRequest(
                        "The request_status is unknown; it must be pending, in_progress, completed or cancelled."));
        if (isForSomebodyElse(said.path("status_callback_url").asText())) {
            throw new RequestReader.NoRequest("The status_callback_url is not an address of this hub.");
        }
        ReadAnswer read = ReadAnswer.of(said);
        Party party = caller.party();
        Effect effect = acknowledgements.record(new Answer(
                delivery,
                caller.recipient(),
                Answer.Way.CALLBACK,
                outcome,
                read.receipt(),
                read.reason(),
                read.promisedAt(),
                new Answer.Proof(
                        BodySignature.digest(body),
                        party == null ? null : party.domain(),
                        party == null ? null : signature)));
        if (effect == Effect.UNKNOWN) {
            return refused(HttpStatus.BAD_REQUEST, "No such request was sent to you.");
        }
        meter.count(OpenDsrMeter.CALLBACKS, effect.name().toLowerCase(Locale.ROOT));
        return ResponseEntity.accepted().build();
    }

    /** A callback that was meant for another controller, and signed for it, says nothing here (OpenDSR, 8.8). */
    private boolean isForSomebodyElse(String url) {
        return !url.isEmpty()
                && address.of(CallbackTokens.PATH)
                        .filter(own -> !url.equals(own) && !url.startsWith(own + '/'))
                        .isPresent();
    }

    private JsonNode tree(byte[] body) throws RequestReader.NoRequest {
        try {
            JsonNode tree = json.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException noJson) {
            // Said below, without the cause: it may quote what it could not read.
        }
        throw new RequestReader.NoRequest("The body is no JSON object.");
    }

    private ResponseEntity<byte[]> refused(HttpStatus status, String message) {
        meter.count(OpenDsrMeter.CALLBACKS, Integer.toString(status.value()));
        return answers.refused(status, message);
    }
}
