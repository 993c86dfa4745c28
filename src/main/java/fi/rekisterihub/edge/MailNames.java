package fi.rekisterihub.edge;

import fi.rekisterihub.notice.ClaimedDelivery;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Header values of outgoing mail, made so that nothing can add a header of its own. */
@Component("hubMailNames")
public final class MailNames {

    private static final String REMINDER = ".reminder";
    private static final Pattern OURS = Pattern.compile(
            "<?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:[.]reminder)?@([^@>]{1,255})>?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final String from;
    private final String domain;

    public MailNames(SmtpSettings settings) {
        this.from = settings.from();
        this.domain = from.substring(from.lastIndexOf('@') + 1);
    }

    public String from() {
        return from;
    }

    /** A subject of one line. */
    public String subject(@Nullable String subject) {
        return subject == null ? "" : CONTROL.matcher(subject).replaceAll(" ").strip();
    }

    /** The Message-ID of what is sent: of a delivery, of its reminder, or of a letter of several. */
    public String messageId(UUID id, @Nullable Object claimed) {
        return claimed instanceof ClaimedDelivery delivery && delivery.reminder() ? reminderId(id) : messageId(id);
    }

    /** The Message-ID of a reminder: not that of the first letter, which a mailbox that has it would drop. */
    public String reminderId(UUID delivery) {
        return "<%s%s@%s>".formatted(delivery, REMINDER, domain);
    }

    /** The delivery, or the letter of several, that a Message-ID of ours was made for; empty for anybody else's. */
    public Optional<UUID> ours(String messageId) {
        Matcher found = OURS.matcher(messageId.strip());
        return found.matches() && found.group(2).equalsIgnoreCase(domain)
                ? Optional.of(UUID.fromString(found.group(1)))
                : Optional.empty();
    }

    /** The Message-ID of a delivery: the same at every attempt, so that a mailbox or a reader sees one message. */
    public String messageId(UUID delivery) {
        return "<%s@%s>".formatted(delivery, domain);
    }
}
