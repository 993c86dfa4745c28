package fi.rekisterihub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes that can be read from the start as often as asked for: a run reads a delivery more than once. */
@FunctionalInterface
public interface ByteSource {

    /** @throws UnreadableDelivery when the file cannot be unpacked, here or while the stream is read */
    InputStream open() throws IOException;

    /**
     * The same text as UTF-8, for readers that look for line ends and separators among the bytes.
     *
     * @param charset of this text
     */
    default ByteSource inUtf8(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? this : () -> new Utf8Stream(open(), charset);
    }
}
