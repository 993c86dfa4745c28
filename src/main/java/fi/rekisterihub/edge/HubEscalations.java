package fi.rekisterihub.edge;

import fi.rekisterihub.Finland;
import fi.rekisterihub.notice.Reminders;
import fi.rekisterihub.notice.Reminders.Escalation;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes to the role address of a register's controller that a recipient has not answered, before the time for it is over. The
 * address comes from the profile and not from any message, so the mail is built here and not by endpoint parameters.
 */
@Component("hubEscalations")
public final class HubEscalations {

    private static final Logger LOG = LoggerFactory.getLogger(HubEscalations.class);

    private final Reminders reminders;
    private final Profiles profiles;
    private final HubMailSender sender;
    private final MailNames names;
    private final MessageSource messages;

    public HubEscalations(
            Reminders reminders, Profiles profiles, HubMailSender sender, MailNames names, MessageSource messages) {
        this.reminders = reminders;
        this.profiles = profiles;
        this.sender = sender;
        this.names = names;
        this.messages = messages;
    }

    /** One letter a day for each register and recipient; a repeat after a kill is the same message. */
    public void send() throws MessagingException {
        for (Escalation escalation : reminders.escalations()) {
            Optional<Profile> profile = profiles.find(escalation.registerId());
            if (profile.isPresent()) {
                sender.send(mail(escalation, profile.get()));
                LOG.info(
                        "The controller of {} was told that {} has not answered.",
                        escalation.registerId(),
                        escalation.recipient());
            }
            reminders.mailed(escalation);
        }
    }

    private NamedMessage mail(Escalation escalation, Profile profile) throws MessagingException {
        Locale locale = Locale.forLanguageTag(profile.language());
        LocalDate due = LocalDate.ofInstant(escalation.dueAt(), Finland.ZONE);
        Object[] facts = {
            profile.name().in(profile.language()),
            profile.recipients().stream()
                    .filter(rule -> rule.id().equals(escalation.recipient()))
                    .map(rule -> rule.name())
                    .findFirst()
                    .orElse(escalation.recipient()),
            escalation.unanswered(),
            "%d.%d.%d".formatted(due.getDayOfMonth(), due.getMonthValue(), due.getYear()),
            escalation.recipient()
        };
        NamedMessage mail = new NamedMessage(names.messageId(escalation.id()));
        mail.setFrom(new InternetAddress(names.from()));
        mail.setRecipient(
                Message.RecipientType.TO,
                new InternetAddress(profile.controller().contact()));
        mail.setSubject(
                names.subject(messages.getMessage("answers.letter.subject", facts, locale)),
                StandardCharsets.UTF_8.name());
        mail.setText(messages.getMessage("answers.letter.text", facts, locale), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", profile.language());
        return mail;
    }
}
