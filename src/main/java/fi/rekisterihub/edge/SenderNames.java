package fi.rekisterihub.edge;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** As senders call their files. A list may say there of which day it is; nothing is opened or written under such a name. */
final class SenderNames {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 200;

    private SenderNames() {}

    /** The last part of a name, whichever system's folders stand before it; null when nothing is left. */
    static @Nullable String plain(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = CONTROL.matcher(last).replaceAll(" ").strip();
        return plain.isEmpty() || plain.length() > LONGEST ? null : plain;
    }

    /**
     * The name of a file that was downloaded: what the answer says, else the end of its address.
     *
     * @param disposition the header {@code Content-Disposition} of the answer
     */
    static @Nullable String ofDownload(@Nullable String disposition, String address) {
        String said = plain(said(disposition));
        return said == null ? plain(ofAddress(address)) : said;
    }

    private static @Nullable String said(@Nullable String disposition) {
        try {
            return disposition == null
                    ? null
                    : ContentDisposition.parse(disposition).getFilename();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static @Nullable String ofAddress(String address) {
        try {
            return URI.create(address).getPath();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
