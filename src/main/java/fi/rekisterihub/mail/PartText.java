package fi.rekisterihub.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a part into text. What is declared is believed only where the bytes agree. */
final class PartText {

    static final int LONGEST = 256 * 1024;

    private PartText() {}

    static String of(InputStream raw, String encoding, @Nullable String charset) throws IOException {
        return decoded(transferred(raw.readNBytes(LONGEST), encoding.toLowerCase(Locale.ROOT)), charset);
    }

    private static byte[] transferred(byte[] bytes, String encoding) throws IOException {
        if (encoding.equals("base64") && looksLikeBase64(bytes)) {
            return Base64.getMimeDecoder().decode(whole(bytes));
        }
        if (encoding.equals("quoted-printable")) {
            try (InputStream decoding = new QuotedPrintableInputStream(new ByteArrayInputStream(bytes), false)) {
                return decoding.readAllBytes();
            }
        }
        return bytes;
    }

    /** Some systems declare base64 and write plain words. */
    private static boolean looksLikeBase64(byte[] bytes) {
        int lineSpaces = 0;
        for (byte b : bytes) {
            boolean letter = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9';
            boolean space = b == '\n' || b == '\r';
            if (b == ' ' || b == '\t') {
                lineSpaces++;
            } else if (!letter && !space && b != '+' && b != '/' && b != '=') {
                return false;
            }
        }
        return lineSpaces < 4;
    }

    /** A cut mail ends in the middle of a group of four. */
    private static byte[] whole(byte[] bytes) {
        StringBuilder letters = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            if (b > ' ') {
                if (b == '=') {
                    break;
                }
                letters.append((char) b);
            }
        }
        letters.setLength(letters.length() % 4 == 1 ? letters.length() - 1 : letters.length());
        return letters.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] bytes, @Nullable String charset) {
        Charset named = known(charset);
        if (named != null && !named.equals(StandardCharsets.UTF_8) && !named.equals(StandardCharsets.US_ASCII)) {
            return new String(bytes, named);
        }
        if (hasEscape(bytes)) {
            return new String(bytes, Charset.forName("ISO-2022-JP"));
        }
        return utf8OrLatin(bytes);
    }

    /** Japanese mail in seven bits, which many systems send without saying so. */
    private static boolean hasEscape(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1B && bytes[i + 1] == '$') {
                return true;
            }
        }
        return false;
    }

    static String utf8OrLatin(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static @Nullable Charset known(@Nullable String charset) {
        try {
            return charset == null ? null : Charset.forName(charset.strip());
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
