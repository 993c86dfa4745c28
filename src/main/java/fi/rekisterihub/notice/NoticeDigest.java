package fi.rekisterihub.notice;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Several deliveries as one letter, each under its id; what changed is in one attachment, a list of the same messages. */
final class NoticeDigest {

    private NoticeDigest() {}

    static NoticeLetter of(ClaimedBatch batch, Locale locale, ResourceBundle words) {
        List<ClaimedDelivery> deliveries = batch.deliveries();
        StringBuilder list = new StringBuilder();
        for (ClaimedDelivery delivery : deliveries) {
            list.append("  ")
                    .append(delivery.id())
                    .append("  ")
                    .append(words.getString("kind." + delivery.kind().word()))
                    .append(delivery.reminder() ? " " + words.getString("digest.reminder") : "")
                    .append('\n');
        }
        String file = "notices-%s.json".formatted(batch.id());
        Object[] facts = {deliveries.size(), batch.id().toString(), list.toString(), file};
        return new NoticeLetter(
                new MessageFormat(words.getString("digest.subject"), locale).format(facts),
                new MessageFormat(words.getString("digest.text"), locale).format(facts),
                file,
                deliveries.stream()
                        .map(OpenDsrMessage::json)
                        .collect(java.util.stream.Collectors.joining(",\n", "[", "]\n")));
    }
}
