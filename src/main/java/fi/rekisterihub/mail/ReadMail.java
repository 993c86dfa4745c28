package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart. Everything in it is what the sender claims.
 *
 * @param parts the text parts of the mail itself, not of a mail inside it
 * @param original the header of the first mail inside it: in a bounce, of the message that was sent
 */
public record ReadMail(Headers headers, List<MailPart> parts, Headers original) {

    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{3,300})>");
    private static final int MOST_ANSWERED = 50;
    private static final Pattern LINK = Pattern.compile("<?(https?://[^>,\\s]{1,3000})", Pattern.CASE_INSENSITIVE);

    public ReadMail {
        parts = List.copyOf(parts);
    }

    public String subject() {
        return headers.first("subject");
    }

    /** The addresses that it says it is from, at most fifty. */
    public List<String> from() {
        return Addresses.in(headers, "from");
    }

    /** The addresses that it went to, at most fifty. */
    public List<String> recipients() {
        return Addresses.in(headers, "to", "cc", "delivered-to", "x-original-to", "envelope-to");
    }

    /** The addresses that the message inside it went to. */
    public List<String> originalRecipients() {
        return Addresses.in(
                original, "x-hmxmroriginalrecipient", "x-envelope-to", "to", "delivered-to", "x-original-to", "cc");
    }

    /** The Message-ID of the message inside it, as it stands there. */
    public @Nullable String originalMessageId() {
        String id = original.first("message-id");
        return id.isEmpty() ? null : id;
    }

    /** The Message-IDs of the messages that it says it answers, without their brackets, the nearest first; at most fifty. */
    public List<String> answers() {
        return Stream.of("in-reply-to", "references")
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> {
                    List<String> ids = MESSAGE_ID
                            .matcher(value)
                            .results()
                            .map(id -> id.group(1))
                            .collect(Collectors.toCollection(ArrayList::new));
                    Collections.reverse(ids);
                    return ids.stream();
                })
                .distinct()
                .limit(MOST_ANSWERED)
                .toList();
    }

    /** What the writer wrote, without what is quoted and without the signature; folded to small letters without accents. */
    public String ownWords() {
        return String.join("\n", OwnText.of(text()).lines()).strip();
    }

    /** Where the message inside it could be unsubscribed by mail: the address holds the person's token. */
    public List<String> originalUnsubscribeAddresses() {
        return original.all("list-unsubscribe").stream()
                .flatMap(value -> Addresses.mailto(value).stream())
                .toList();
    }

    /** Where it could be unsubscribed by a page. */
    public List<String> originalUnsubscribeLinks() {
        return original.all("list-unsubscribe").stream()
                .flatMap(value -> LINK.matcher(value).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** The readable text: plain where there is some, else made of HTML. */
    public String text() {
        List<String> plain = texts("text/plain").toList();
        if (plain.stream().anyMatch(text -> !text.isBlank())) {
            return String.join("\n", plain);
        }
        return String.join("\n", texts("text/html").map(HtmlText::of).toList());
    }

    /** Whether its text is longer than what was read of it, as below pictures that stand in an HTML page. */
    boolean isCut() {
        return parts.stream().anyMatch(part -> part.cut() && !part.attached());
    }

    private Stream<String> texts(String type) {
        return parts.stream().filter(part -> part.is(type) && !part.attached()).map(MailPart::text);
    }

    String contentType() {
        return headers.word("content-type");
    }
}
