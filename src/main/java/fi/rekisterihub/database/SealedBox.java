package fi.rekisterihub.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Small texts that others carry and nobody else can read, make or change: an HMAC-SHA256 of the text is both its
 * proof and the starting value of its AES-CTR encryption (the SIV construction), so that the same text always gives
 * the same box and no random number can be reused by mistake. The first key seals; every key opens. Thread-safe.
 */
public final class SealedBox {

    private static final int IV = 16;

    private final List<Key> keys;
    private final int tagLength;

    /** @param tagLength bytes of the proof: 16, or 12 where room is short */
    public SealedBox(List<byte[]> secrets, String use, int tagLength) {
        this.keys = secrets.stream().map(secret -> new Key(secret, use)).toList();
        this.tagLength = tagLength;
    }

    public byte[] seal(byte[] text) {
        Key key = keys.get(0);
        byte[] tag = Arrays.copyOf(key.tag(text), tagLength);
        byte[] hidden = key.cipher(tag, text);
        byte[] box = new byte[1 + tagLength + hidden.length];
        box[0] = key.id;
        System.arraycopy(tag, 0, box, 1, tagLength);
        System.arraycopy(hidden, 0, box, 1 + tagLength, hidden.length);
        return box;
    }

    /** Empty when it was not sealed with one of the keys, or was changed since. */
    public Optional<byte[]> open(byte[] box) {
        if (box.length < 1 + tagLength) {
            return Optional.empty();
        }
        byte[] tag = Arrays.copyOfRange(box, 1, 1 + tagLength);
        byte[] hidden = Arrays.copyOfRange(box, 1 + tagLength, box.length);
        return keys.stream()
                .filter(key -> key.id == box[0])
                .map(key -> new Opened(key, key.cipher(tag, hidden)))
                .filter(opened -> MessageDigest.isEqual(Arrays.copyOf(opened.key.tag(opened.text), tagLength), tag))
                .map(Opened::text)
                .findFirst();
    }

    private record Opened(Key key, byte[] text) {}

    private static final class Key {

        private final byte id;
        /** Never used itself: a copy costs far less than a new one, and an extract seals a million boxes. */
        private final Mac proof;

        private final SecretKeySpec encryption;

        Key(byte[] secret, String use) {
            SecretKeySpec root = new SecretKeySpec(secret, "HmacSHA256");
            this.proof = mac(new SecretKeySpec(hmac(root, use + " proof"), "HmacSHA256"));
            this.encryption = new SecretKeySpec(hmac(root, use + " encryption"), "AES");
            this.id = hmac(root, use + " id")[0];
        }

        byte[] tag(byte[] text) {
            try {
                return ((Mac) proof.clone()).doFinal(text);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("This Java's HmacSHA256 cannot be copied.", e);
            }
        }

        byte[] cipher(byte[] tag, byte[] text) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(Arrays.copyOf(tag, IV)));
                return cipher.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no AES/CTR, which every Java must have.", e);
            }
        }

        private static byte[] hmac(SecretKeySpec key, String text) {
            return mac(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
        }

        private static Mac mac(SecretKeySpec key) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have.", e);
            }
        }
    }
}
