package fi.rekisterihub.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.notice.Answer;
import fi.rekisterihub.notice.Answer.Outcome;
import fi.rekisterihub.notice.OpenDsrMessage;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the body of an answer, of a status or of a callback says. Everything else in it is left unread.
 *
 * @param outcome null when it says nothing about the outcome
 */
public record ReadAnswer(
        @Nullable Outcome outcome,
        @Nullable String receipt,
        @Nullable String reason,
        @Nullable Instant promisedAt) {

    private static final List<String> RECEIPTS = List.of("receipt_id", "receiptId", "receipt", "controller_id", "id");
    /** What OpenDSR answers when it has a request and has not yet acted on it. */
    private static final List<String> TAKEN_IN =
            List.of("received_time", "expected_completion_time", "encoded_request");

    private static final int LONGEST_RECEIPT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ReadAnswer NOTHING = new ReadAnswer(null, null, null, null);

    /** A 2xx is a yes whatever is written below it, so an unreadable answer is only one that says nothing. */
    public static ReadAnswer of(byte[] body) {
        return tree(body).map(ReadAnswer::of).orElse(NOTHING);
    }

    static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    public static ReadAnswer of(JsonNode object) {
        String receipt = receipt(object);
        Optional<Outcome> said = Outcome.of(object.path("request_status").asText());
        JsonNode extension = object.path("extensions").path(OpenDsrMessage.EXTENSION);
        return new ReadAnswer(
                said.orElseGet(() -> outcome(object, receipt)),
                receipt,
                extension.path("reason").isTextual() ? extension.path("reason").asText() : null,
                time(object.path("expected_completion_time").asText()));
    }

    private static @Nullable Outcome outcome(JsonNode object, @Nullable String receipt) {
        if (TAKEN_IN.stream().anyMatch(object::has)) {
            return Outcome.PENDING;
        }
        return receipt == null ? null : Outcome.COMPLETED;
    }

    private static @Nullable String receipt(JsonNode object) {
        return RECEIPTS.stream()
                .map(object::path)
                .filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(JsonNode::asText)
                .map(text -> text.replaceAll("\\p{Cntrl}", ""))
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_RECEIPT)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** As it is recorded; null when nothing is said that could be. */
    @Nullable
    Answer about(java.util.UUID delivery, String recipient, Answer.Way way, Answer.Proof proof) {
        return outcome == null
                ? null
                : new Answer(delivery, recipient, way, outcome, receipt, reason, promisedAt, proof);
    }
}
