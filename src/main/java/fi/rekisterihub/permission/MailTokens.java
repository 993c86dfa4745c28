package fi.rekisterihub.permission;

import fi.rekisterihub.database.SealedBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The short tokens of {@code unsubscribe+<token>@…}. A local part has 64 characters and may lose its capitals on the
 * way, so these are base 32 and hold only a person and a mark of the register.
 */
public final class MailTokens {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int MARK = 4;

    private final SealedBox box;

    MailTokens(List<byte[]> secrets) {
        this.box = new SealedBox(secrets, "unsubscribe mail", 12);
    }

    /**
     * Whom a plus-address names.
     *
     * @param registerMark what {@link #isMarkOf} compares with the id of a register
     */
    public record Subject(long personId, String registerMark) {

        public boolean isMarkOf(String registerId) {
            return registerMark.equals(mark(registerId));
        }
    }

    String token(String registerId, long personId) {
        byte[] text = ByteBuffer.allocate(MARK + Long.BYTES)
                .put(markBytes(registerId))
                .putLong(personId)
                .array();
        return encode(box.seal(text));
    }

    Optional<Subject> read(String address) {
        int plus = address.indexOf('+');
        int at = address.indexOf('@', plus + 1);
        if (plus < 0 || at < 0) {
            return Optional.empty();
        }
        return decode(address.substring(plus + 1, at).toLowerCase(Locale.ROOT))
                .flatMap(box::open)
                .filter(text -> text.length == MARK + Long.BYTES)
                .map(ByteBuffer::wrap)
                .map(text -> {
                    byte[] mark = new byte[MARK];
                    text.get(mark);
                    return new Subject(text.getLong(), encode(mark));
                });
    }

    private static String mark(String registerId) {
        return encode(markBytes(registerId));
    }

    private static byte[] markBytes(String registerId) {
        return Arrays.copyOf(Hashes.sha256(registerId.getBytes(StandardCharsets.UTF_8)), MARK);
    }

    private static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }

    private static Optional<byte[]> decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char letter : text.toCharArray()) {
            int value = ALPHABET.indexOf(letter);
            if (value < 0) {
                return Optional.empty();
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return Optional.of(bytes.array()).filter(decoded -> encode(decoded).equals(text));
    }
}
