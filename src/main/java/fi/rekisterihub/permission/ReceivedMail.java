package fi.rekisterihub.permission;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A mail, read.
 *
 * @param from the addresses that it says it is from: a claim, not a fact
 * @param recipients the addresses that it went to, at most fifty
 * @param headers the few headers that tell what kind of mail it is, names in lower case
 * @param contentType of the whole mail, lower case
 * @param text the body as plain text, quotations and all
 */
public record ReceivedMail(
        List<String> from,
        List<String> recipients,
        String subject,
        Map<String, String> headers,
        String contentType,
        String text) {

    public ReceivedMail {
        from = List.copyOf(from);
        recipients = List.copyOf(recipients);
        headers = Map.copyOf(headers);
    }

    /** Empty when there is none; lower case. */
    String header(String name) {
        return headers.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
    }
}
