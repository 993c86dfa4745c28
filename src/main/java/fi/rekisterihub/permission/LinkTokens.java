package fi.rekisterihub.permission;

import fi.rekisterihub.database.SealedBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads the tokens of unsubscribe links. A token says nothing to anybody but this hub, cannot be made or
 * altered by others, and needs no table: it works for as long as its key is accepted, also after the person is erased.
 */
public final class LinkTokens {

    private static final int VERSION = 1;
    private static final int LONGEST_TOKEN = 2000;
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final SealedBox links;
    private final MailTokens mails;
    private final URI publicUrl;
    private final @Nullable String mailbox;

    LinkTokens(List<byte[]> secrets, URI publicUrl, @Nullable String mailbox) {
        this.links = new SealedBox(secrets, "unsubscribe link", 16);
        this.mails = new MailTokens(secrets);
        this.publicUrl = publicUrl;
        this.mailbox = mailbox;
    }

    /** The token alone; the same subject always gives the same one. */
    public String token(LinkSubject subject) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(subject.registerId());
            out.writeLong(subject.personId());
            out.writeUTF(subject.email() == null ? "" : subject.email());
            out.writeUTF(subject.purpose());
            out.writeUTF(subject.channel());
            out.writeUTF(subject.scope());
            out.writeUTF(subject.messageId());
            out.writeLong(subject.issued().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(links.seal(bytes.toByteArray()));
    }

    /** The address for the body of a message; {@code /preferences} after it is the page with every choice. */
    public String url(LinkSubject subject) {
        return publicUrl + "/u/" + token(subject);
    }

    /**
     * The headers that a sender adds (RFC 2369, RFC 8058). The sender's DKIM signature must cover both.
     *
     * @return {@code List-Unsubscribe} and {@code List-Unsubscribe-Post}
     */
    public Map<String, String> headers(LinkSubject subject) {
        return headers(subject, url(subject));
    }

    /** @param url that of the subject, made already */
    Map<String, String> headers(LinkSubject subject, String url) {
        String targets = "<" + url + ">";
        if (mailbox != null && !mailbox.isBlank()) {
            targets += ", <mailto:" + mailAddress(subject, mailbox) + ">";
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Unsubscribe", targets);
        headers.put("List-Unsubscribe-Post", ONE_CLICK);
        return headers;
    }

    /** Empty for anything that this hub has not made, in every case without saying why. */
    public Optional<LinkSubject> read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            byte[] box = Base64.getUrlDecoder().decode(token);
            // Base64 has several spellings for the same bytes; only the one that was issued counts.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(box).equals(token)) {
                return Optional.empty();
            }
            return links.open(box).map(LinkTokens::subject);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** The subject of a link as it stands in a message; empty when it is no link of this hub. */
    Optional<LinkSubject> readUrl(String url) {
        String before = publicUrl + "/u/";
        return url.startsWith(before) ? read(url.substring(before.length()).split("[/?#]", 2)[0]) : Optional.empty();
    }

    /** The person who is named by a plus-address of the mailbox; empty when the address carries no token of ours. */
    public Optional<MailTokens.Subject> readMailAddress(String address) {
        return mails.read(address);
    }

    private String mailAddress(LinkSubject subject, String address) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at)
                + '+'
                + mails.token(subject.registerId(), subject.personId())
                + address.substring(at);
    }

    private static LinkSubject subject(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("A link of version %d cannot be read by this hub.".formatted(version));
            }
            String register = in.readUTF();
            long person = in.readLong();
            String email = in.readUTF();
            return new LinkSubject(
                    register,
                    person,
                    email.isEmpty() ? null : email,
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochSecond(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("A link that this hub has sealed cannot be read.", e);
        }
    }
}
