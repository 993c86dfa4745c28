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

    /**
     * @param language fi, sv or en
     * @throws java.util.MissingResourceException for any other
     */
    public static NoticeLetter of(ClaimedDelivery delivery, String language) {
        Locale locale = Locale.forLanguageTag(language);
        ResourceBundle words = ResourceBundle.getBundle("messages/notices", locale, EXACTLY);
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
        return new NoticeLetter(
                new MessageFormat(words.getString("subject"), locale).format(facts),
                new MessageFormat(words.getString("text"), locale).format(facts),
                file,
                OpenDsrMessage.json(delivery));
    }
}
