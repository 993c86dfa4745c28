package fi.rekisterihub.mail;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mends what would hide a header or a part from the parser. Text here is bytes, each as one character. */
final class MailBytes {

    private static final Pattern LEAD = Pattern.compile("\\A(?:[ \\t]*\\n)*(?:>?From [^\\n:]{0,400}[^\\n]{0,400}\\n)?");
    private static final Pattern FIELD_OR_FOLD = Pattern.compile("^(?:[!-9;-~]{1,80}[ \\t]{0,4}:|[ \\t]).*");
    private static final Pattern INNER_PART = Pattern.compile(
            "(?m)^--([!-~]{2,200})\\n(?:[A-Za-z-]{1,40}:[^\\n]{0,400}\\n(?:[ \\t][^\\n]{0,400}\\n){0,8}){0,8}"
                    + "(?i:Content-Type):");
    private static final int LONGEST_PREAMBLE = 200;
    private static final int HEADER_LINES = 2000;

    private MailBytes() {}

    /** Lines end in one way, nothing stands before the header, and a field's lost continuation is part of it. */
    static String normal(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\0", "");
        Matcher lead = LEAD.matcher(text);
        return foldedHeader(lead.find() ? text.substring(lead.end()) : text);
    }

    private static String foldedHeader(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            return text;
        }
        String[] lines = text.substring(0, end).split("\n", HEADER_LINES);
        StringBuilder header = new StringBuilder(end + 16);
        for (int i = 0; i < lines.length; i++) {
            boolean lost = i > 0
                    && !lines[i].isEmpty()
                    && !FIELD_OR_FOLD.matcher(lines[i]).lookingAt();
            header.append(lost ? " " : "").append(lines[i]).append('\n');
        }
        return header.append(text, end + 1, text.length()).toString();
    }

    /**
     * The boundary by which a mail is really divided, when its header does not say so.
     *
     * @return the mail with a header that does, or null when nothing looks like a part
     */
    static @Nullable String withFoundBoundary(String normal) {
        int end = normal.indexOf("\n\n");
        if (end < 0) {
            return null;
        }
        Matcher part = INNER_PART.matcher(normal);
        boolean found =
                part.find(end) && normal.substring(end, part.start()).strip().length() < LONGEST_PREAMBLE;
        if (!found) {
            return null; // What is further down belongs to the message that came back.
        }
        String header = normal.substring(0, end + 1)
                .replaceAll("(?im)^content-(type|transfer-encoding):.*\\n(?:[ \\t].*\\n)*", "");
        return header + "Content-Type: multipart/report; boundary=\"" + part.group(1) + "\"\n" + normal.substring(end);
    }
}
