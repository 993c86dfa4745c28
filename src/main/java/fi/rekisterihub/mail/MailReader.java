package fi.rekisterihub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.MimeConfig;

/** Takes a raw mail apart, however broken. What cannot be decoded is read as it lies there; nothing of it is executed. */
public final class MailReader {

    /** The most that is looked at: what a mail says stands before what is attached to it. */
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();

    private MailReader() {}

    /** @throws NoMail when it has no header at all */
    public static ReadMail read(byte[] raw) throws NoMail {
        String normal = MailBytes.normal(raw);
        ReadMail mail = parsed(normal);
        if (mail.headers().isEmpty()) {
            throw new NoMail("It has no header.");
        }
        boolean divided = mail.parts().stream().anyMatch(part -> !part.is("text/plain"));
        if (!divided) {
            String mended = MailBytes.withFoundBoundary(normal);
            if (mended != null) {
                ReadMail again = parsed(mended);
                return again.parts().isEmpty() ? mail : again;
            }
        }
        return mail.parts().isEmpty() ? withRawText(mail, normal) : mail;
    }

    private static ReadMail parsed(String normal) {
        PartCollector collector = new PartCollector();
        MimeStreamParser parser = new MimeStreamParser(LENIENT);
        parser.setContentDecoding(false);
        parser.setContentHandler(collector);
        collector.stopBy(parser::stop);
        try {
            parser.parse(new ByteArrayInputStream(normal.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MimeException | IOException | RuntimeException broken) {
            // What was collected before it broke still says something; the raw text says the rest.
        }
        return collector.mail();
    }

    private static ReadMail withRawText(ReadMail mail, String normal) {
        int body = normal.indexOf("\n\n");
        if (body < 0 || !mail.original().isEmpty()) {
            return mail;
        }
        String text = normal.substring(body + 2, Math.min(normal.length(), body + 2 + PartText.LONGEST));
        String decoded = PartText.utf8OrLatin(text.getBytes(StandardCharsets.ISO_8859_1));
        boolean cut = normal.length() > body + 2 + PartText.LONGEST;
        return new ReadMail(mail.headers(), List.of(new MailPart("text/plain", false, decoded, cut)), mail.original());
    }
}
