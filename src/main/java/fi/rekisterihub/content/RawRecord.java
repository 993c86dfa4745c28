package fi.rekisterihub.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One record as it was delivered. Good only while it is being taken: the reader uses its memory for the next. */
@FunctionalInterface
public interface RawRecord {

    /** As near to what was sent as the format allows; how a sender chose to quote a value says nothing. */
    String text();

    /** Adds the UTF-8 form of the text; a format that has the bytes at hand need not make the text first. */
    default void addTo(MessageDigest digest) {
        digest.update(text().getBytes(StandardCharsets.UTF_8));
    }
}
