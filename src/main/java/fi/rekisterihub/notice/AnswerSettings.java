package fi.rekisterihub.notice;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is expected of recipients. Of the time to answer, a reminder goes out after half and the controller is told after three
 * quarters, so that both come while there is time to act.
 *
 * @param answerWithin by when a recipient must say what became of a notice, counted from the notice; nothing for never
 * @param recipients what differs, and how each shows and reads who says something, by the id of the recipient
 */
@ConfigurationProperties("hub.notice")
public record AnswerSettings(
        @DefaultValue("14d") Duration answerWithin,
        @DefaultValue Map<String, Recipient> recipients) {

    /** Nothing differs. */
    private static final Recipient ANY = new Recipient(null, null, null, null);

    /**
     * @param answerWithin as above, for this recipient
     * @param domain as it signs
     * @param signingCertificate PEM file below hub.home: with it, its answers and callbacks must be signed
     * @param certificate PEM file below hub.home: with it, mails to it are signed and encrypted
     */
    public record Recipient(
            @Nullable Duration answerWithin,
            @Nullable String domain,
            @Nullable String signingCertificate,
            @Nullable String certificate) {

        public Recipient {
            if (answerWithin != null) {
                check("hub.notice.recipients.<id>.answer-within", answerWithin);
            }
        }
    }

    public AnswerSettings {
        check("hub.notice.answer-within", answerWithin);
        recipients = Map.copyOf(recipients);
    }

    /** Zero when nobody waits for its answers. */
    public Duration answerWithin(String recipient) {
        Duration own = of(recipient).answerWithin();
        return own == null ? answerWithin : own;
    }

    public Recipient of(String recipient) {
        return recipients.getOrDefault(recipient, ANY);
    }

    private static void check(String setting, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("%s is %s; write a time such as 14d, or 0 when nobody waits for answers."
                    .formatted(setting, value));
        }
    }
}
