package fi.rekisterihub.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program may put before the first row of a CSV file: a byte order mark, and the line {@code sep=;} by which Excel is
 * told the separator. Excel shows neither, so they count as no row.
 */
final class CsvTop {

    private static final Pattern TOP =
            Pattern.compile("(?:\u00EF\u00BB\u00BF)?(?:\"?(?i:sep)=([^\r\n])\"?(?:\r\n|\r|\n|$))?");
    private static final int LONGEST = "xxx\"sep=;\"\r\n".length();

    private final PushbackInputStream rest;
    private final @Nullable String separator;

    /** @param in bytes of UTF-8 or of an encoding of one byte a character */
    CsvTop(InputStream in) throws IOException {
        rest = new PushbackInputStream(in, LONGEST);
        byte[] start = rest.readNBytes(LONGEST);
        Matcher top = TOP.matcher(new String(start, StandardCharsets.ISO_8859_1));
        int end = top.lookingAt() ? top.end() : 0;
        separator = end == 0 ? null : top.group(1);
        rest.unread(start, end, start.length - end);
    }

    /** The file from its first row on. */
    InputStream rest() {
        return rest;
    }

    /** What the file says stands between its fields, null when it says nothing. */
    @Nullable
    Character separator() {
        return separator == null ? null : separator.charAt(0);
    }

    /** Lines that have been passed over. */
    int lines() {
        return separator == null ? 0 : 1;
    }
}
