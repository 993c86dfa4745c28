package fi.rekisterihub.edge;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Header values of outgoing mail, made so that nothing can add a header of its own. */
@Component("hubMailNames")
public final class MailNames {

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

    /** The Message-ID of a delivery: the same at every attempt, so that a mailbox or a reader sees one message. */
    public String messageId(UUID delivery) {
        return "<%s@%s>".formatted(delivery, domain);
    }
}
