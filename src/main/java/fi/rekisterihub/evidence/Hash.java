package fi.rekisterihub.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as RFC 6962 uses it: a leaf and a node can never be taken for each other. Not thread-safe. */
final class Hash {

    static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha = sha256();

    byte[] leaf(String text) {
        return leaf(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] leaf(byte[] content) {
        sha.update(LEAF);
        return sha.digest(content);
    }

    byte[] node(byte[] left, byte[] right) {
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    byte[] of(byte[] content) {
        return sha.digest(content);
    }

    /** What stands for contents that are not in the entry themselves. */
    byte[] commitment(byte[] salt, String contents) {
        sha.update(salt);
        return sha.digest(contents.getBytes(StandardCharsets.UTF_8));
    }

    /** The leaf of a subject in the index of a block. */
    byte[] subject(byte[] tag, long count) {
        sha.update(LEAF);
        sha.update(tag);
        return sha.digest(ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    }

    /** What a tree without leaves has for its root. */
    byte[] empty() {
        return sha.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
