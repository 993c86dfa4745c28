package fi.rekisterihub.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;

/** Collects from the parser what is needed to say what a mail is, and stops it where a mail only means to tire us. */
final class PartCollector extends AbstractContentHandler {

    /** The type under which the delivery report of a mail inside the mail is kept. */
    static final String INNER_REPORT = "inner/delivery-status";

    /** The type under which the text of a mail inside the mail is kept. */
    static final String INNER_TEXT = "inner/text";

    private static final int DEEPEST = 30;
    private static final int MOST_PARTS = 200;

    private final Headers top = new Headers();
    private final Headers original = new Headers();
    private final List<MailPart> parts = new ArrayList<>();
    private final Deque<Headers> open = new ArrayDeque<>();
    private int mails;
    private int innerMails;
    private Runnable stop = () -> {};

    void stopBy(Runnable stopping) {
        this.stop = stopping;
    }

    ReadMail mail() {
        return new ReadMail(top, parts, original);
    }

    @Override
    public void startMessage() {
        mails++;
        if (mails == 1) {
            enter(top);
        } else {
            enter(mails == 2 && innerMails++ == 0 ? original : new Headers());
        }
    }

    @Override
    public void endMessage() {
        mails--;
        open.poll();
    }

    @Override
    public void startBodyPart() {
        enter(new Headers());
    }

    @Override
    public void endBodyPart() {
        open.poll();
    }

    private void enter(Headers headers) {
        open.push(headers);
        if (open.size() > DEEPEST || parts.size() > MOST_PARTS) {
            stop.run();
        }
    }

    @Override
    public void field(Field field) {
        Headers headers = open.peek();
        if (headers != null) {
            headers.add(field.getName(), value(field));
        }
    }

    static String value(Field field) {
        String body = field.getRaw() == null
                ? field.getBody()
                : afterColon(PartText.utf8OrLatin(field.getRaw().toByteArray()));
        return decodedWords(
                body == null ? "" : body.replace("\n", "").replace('\t', ' ').strip());
    }

    private static String afterColon(String field) {
        return field.substring(field.indexOf(':') + 1);
    }

    static String decodedWords(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        } catch (RuntimeException undecodable) {
            return value;
        }
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream content) throws IOException {
        String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
        Headers headers = open.peek();
        String kept = mails == 2 ? inner(type) : type;
        if (headers == null || mails > 2 || kept.isEmpty() || parts.size() > MOST_PARTS || !readable(type)) {
            return;
        }
        boolean attached = headers.word("content-disposition").startsWith("attachment");
        String text = PartText.of(content, headers.word("content-transfer-encoding"), descriptor.getCharset());
        if (type.equals("text/rfc822-headers") || type.equals("message/global-headers")) {
            if (innerMails++ == 0) {
                HeaderLines.into(original, text);
            }
        } else {
            parts.add(new MailPart(kept, attached, text, content.read() >= 0));
        }
    }

    private static String inner(String type) {
        return switch (type) {
            case "message/delivery-status" -> INNER_REPORT;
            case "text/plain" -> INNER_TEXT;
            default -> "";
        };
    }

    private static boolean readable(String type) {
        return type.startsWith("text/") || type.startsWith("message/");
    }
}
