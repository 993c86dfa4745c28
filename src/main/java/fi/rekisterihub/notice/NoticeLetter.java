package fi.rekisterihub.notice;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A delivery as a letter. Subject and text name ids only; what changed is in the attachment, which is the same message
 * that goes to recipients with an HTTP address.
 *
 * @param attachmentName safe as a file name
 * @param attachment JSON, see {@link OpenDsrMessage}
 */
public record NoticeLetter(String subject, String text, String attachmentName, String attachment) {

    private static final ResourceBundle.Control EXACTLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Several in one letter, for a recipient that wants few mails. */
    public static NoticeLetter of(ClaimedBatch batch, String language) {
        Locale locale = Locale.forLanguageTag(language);
        return NoticeDigest.of(batch, locale, words(locale));
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle("messages/notices", locale, EXACTLY);
    }

    /**
     * @param language fi, sv or en
     * @throws java.util.MissingResourceException for any other
     */
    public static NoticeLetter of(ClaimedDelivery delivery, String language) {
        Locale locale = Locale.forLanguageTag(language);
        ResourceBundle words = words(locale);
        String kind = delivery.kind().word();
        String file = "notice-%s.json".formatted(delivery.id());
        Object[] facts = {
            words.getString("kind." + kind),
            delivery.id().toString(),
            delivery.registerId(),
            words.getString("told." + kind),
            file,
            Long.toString(delivery.position())
        };
        String subject = new MessageFormat(words.getString("subject"), locale).format(facts);
        String text = new MessageFormat(words.getString("text"), locale).format(facts);
        return new NoticeLetter(
                delivery.reminder()
                        ? new MessageFormat(words.getString("reminder.subject"), locale).format(new Object[] {subject})
                        : subject,
                delivery.reminder() ? words.getString("reminder.text") + text : text,
                file,
                OpenDsrMessage.json(delivery));
    }
}
