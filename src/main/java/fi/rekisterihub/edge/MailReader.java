package fi.rekisterihub.edge;

import fi.rekisterihub.permission.ReceivedMail;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Reads a raw mail, however broken. What cannot be decoded is read as it lies there; nothing of it is ever executed. */
final class MailReader {

    private static final int MOST_ADDRESSES = 50;
    private static final int DEEPEST = 10;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final List<String> TELLING = List.of(
            "Auto-Submitted",
            "Precedence",
            "X-Autoreply",
            "X-Autorespond",
            "X-Failed-Recipients",
            "X-Apple-Unsubscribe",
            "X-Apple-Action",
            "Return-Path");

    private MailReader() {}

    /** @throws MessagingException when it is no mail at all */
    static ReceivedMail read(byte[] raw) throws MessagingException {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.address.strict", "false");
        MimeMessage mail = new MimeMessage(Session.getInstance(lenient), new ByteArrayInputStream(normal(raw)));
        if (!mail.getAllHeaders().hasMoreElements()) {
            throw new MessagingException("It has no header.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : TELLING) {
            String value = mail.getHeader(name, " ");
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        String subject = subject(mail);
        return new ReceivedMail(
                addresses(mail, "From"), recipients(mail), subject, headers, contentType(mail), text(mail));
    }

    /** Blank lines and an mbox line in front would turn every header into body; line ends may be of any kind. */
    private static byte[] normal(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceFirst("\\A\\n+", "")
                .replaceFirst("\\AFrom [^\\n]*\\n", "");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String subject(MimeMessage mail) {
        try {
            String subject = mail.getSubject();
            return subject == null ? "" : subject;
        } catch (MessagingException unreadable) {
            return "";
        }
    }

    private static List<String> recipients(MimeMessage mail) {
        List<String> all = new ArrayList<>();
        for (String name : new String[] {"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"}) {
            all.addAll(addresses(mail, name));
        }
        return all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
    }

    private static List<String> addresses(MimeMessage mail, String header) {
        List<String> found = new ArrayList<>();
        try {
            String value = mail.getHeader(header, ",");
            if (value != null) {
                for (Address address : InternetAddress.parseHeader(value, false)) {
                    if (address instanceof InternetAddress internet && internet.getAddress() != null) {
                        found.add(internet.getAddress());
                    }
                }
            }
        } catch (MessagingException unreadable) {
            return List.of();
        }
        return found;
    }

    private static String contentType(Part part) {
        try {
            String type = part.getContentType();
            return type == null ? "text/plain" : type.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        } catch (MessagingException unreadable) {
            return "text/plain";
        }
    }

    private static String text(Message mail) {
        List<String> plain = new ArrayList<>();
        List<String> html = new ArrayList<>();
        collect(mail, plain, html, 0);
        String text = !plain.isEmpty() ? String.join("\n", plain) : HtmlText.of(String.join("\n", html));
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** A mail inside a mail, and anything attached as a file, is not the writer's own text. */
    private static void collect(Part part, List<String> plain, List<String> html, int depth) {
        String type = contentType(part);
        try {
            if (depth > DEEPEST
                    || type.startsWith("message/")
                    || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return;
            }
            if (type.startsWith("multipart/") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    collect(inner, plain, html, depth + 1);
                }
            } else if (type.startsWith("text/html")) {
                html.add(decoded(part));
            } else if (type.startsWith("text/")) {
                plain.add(decoded(part));
            }
        } catch (MessagingException | IOException broken) {
            // The rest of the mail may still say what the person wants.
            plain.add("");
        }
    }

    private static String decoded(Part part) throws MessagingException, IOException {
        try {
            if (part.getContent() instanceof String text) {
                return text;
            }
        } catch (IOException unknownCharset) {
            // Read below as most mail is written.
        }
        byte[] bytes = part.getInputStream().readNBytes(LONGEST_TEXT * 2);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
