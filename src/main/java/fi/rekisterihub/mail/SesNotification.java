package fi.rekisterihub.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Amazon SES mails through SNS: JSON, at times folded by a mail server on its way. */
final class SesNotification {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SesNotification() {}

    static Optional<MailVerdict> read(String text, Diagnosis diagnosis) {
        JsonNode event = json(text);
        if (event == null) {
            return Optional.empty();
        }
        String type =
                event.path("notificationType").asText(event.path("eventType").asText());
        return switch (type) {
            case "Bounce" ->
                Optional.of(
                        verdicts(event.path("bounce").path("bouncedRecipients"), person -> bounce(person, diagnosis)));
            case "Complaint" ->
                Optional.of(verdicts(
                        event.path("complaint").path("complainedRecipients"), person -> complaint(event, person)));
            case "Delivery", "Send" -> Optional.of(MailVerdict.of(Verdict.of(MailAction.OTHER, "delivered", 0.95)));
            default -> Optional.empty();
        };
    }

    private interface Judge {
        Verdict of(JsonNode person);
    }

    private static MailVerdict verdicts(JsonNode people, Judge judge) {
        List<Verdict> verdicts = new ArrayList<>();
        people.forEach(person -> verdicts.add(judge.of(person)));
        return verdicts.isEmpty()
                ? MailVerdict.of(Verdict.of(MailAction.REVIEW, "names-nobody", 0.5))
                : new MailVerdict(verdicts);
    }

    private static Verdict bounce(JsonNode person, Diagnosis diagnosis) {
        String diagnostic = person.path("diagnosticCode").asText();
        int semicolon = diagnostic.indexOf(';');
        return diagnosis.of(
                new Failure(
                        address(person),
                        person.path("action").asText(),
                        person.path("status").asText(),
                        "smtp",
                        diagnostic.substring(semicolon + 1).strip()),
                "",
                "",
                "");
    }

    private static Verdict complaint(JsonNode event, JsonNode person) {
        String type = event.path("complaint").path("complaintFeedbackType").asText();
        Verdict verdict = type.equals("not-spam")
                ? Verdict.of(MailAction.OTHER, "not-spam", 0.95)
                : Verdict.of(MailAction.COMPLAINT, type.equals("fraud") || type.equals("virus") ? type : "abuse", 0.98);
        return verdict.about(address(person));
    }

    private static @Nullable String address(JsonNode person) {
        String address = person.path("emailAddress").asText();
        return address.isEmpty() ? null : address;
    }

    private static @Nullable JsonNode json(String text) {
        String body = text.strip();
        if (!body.startsWith("{")
                || !(body.contains("notificationType") || body.contains("eventType") || body.contains("\"Message\""))) {
            return null;
        }
        // After the object SNS adds words on how to unsubscribe from the topic.
        for (String form : List.of(body, body.replaceAll("!?\\n ?", ""))) {
            try {
                JsonNode event = JSON.readTree(form);
                JsonNode inner = event.path("Message");
                return inner.isTextual() ? JSON.readTree(inner.asText()) : event;
            } catch (JsonProcessingException unreadable) {
                // Tried in its other form, then given up.
            }
        }
        return null;
    }
}
