package fi.rekisterihub.mapping;

import fi.rekisterihub.register.SubjectKeys;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * How the sender of a list of hashes made a hash of an address, so that the register's own addresses can be made into the
 * same.
 *
 * @param algorithm SHA-1, SHA-256 or SHA-512
 * @param normal the form of the address that was hashed
 * @param before what was put before it
 */
public record HashScheme(String algorithm, Normal normal, String before, Charset charset) {

    /** A form of an address. */
    public enum Normal {
        /** An e-mail address in small letters, composed (NFC). */
        LOWER,
        /** The same with nothing but a to z, digits and {@code . _ - + @}. */
        LOWER_ASCII,
        /** {@code +358501234567} */
        E164,
        /** {@code 358501234567} */
        DIGITS,
        /** {@code 00358501234567} */
        ZEROS,
        /** {@code 0501234567} for a number of Finland, and no other. */
        NATIONAL;

        public boolean isOfEmail() {
            return this == LOWER || this == LOWER_ASCII;
        }

        Optional<String> of(String address) {
            return switch (this) {
                case LOWER -> SubjectKeys.normalEmail(address);
                case LOWER_ASCII ->
                    SubjectKeys.normalEmail(address).map(email -> email.replaceAll("[^a-z0-9.@_+-]", ""));
                case E164 -> SubjectKeys.normalPhone(address);
                case DIGITS -> SubjectKeys.normalPhone(address).map(number -> number.substring(1));
                case ZEROS -> SubjectKeys.normalPhone(address).map(number -> "00" + number.substring(1));
                case NATIONAL ->
                    SubjectKeys.normalPhone(address)
                            .filter(number -> number.startsWith("+358"))
                            .map(number -> "0" + number.substring(4));
            };
        }
    }

    /** The hash of an address of ours, in small hex digits; empty when the address has no such form. */
    public Optional<String> of(String address) {
        return normal.of(address).flatMap(form -> encoded(before + form)).map(this::hex);
    }

    /** The hash of {@code @} and the domain of an e-mail address of ours, as lists hold whole domains. */
    public Optional<String> ofDomain(String email) {
        return normal.of(email)
                .filter(form -> normal.isOfEmail())
                .flatMap(form -> encoded(before + form.substring(form.lastIndexOf('@'))))
                .map(this::hex);
    }

    /** A hash of the list as {@link #of} would write it; empty when it is none of this algorithm. */
    public Optional<String> read(String hash) {
        String hex = hash.strip().toLowerCase(Locale.ROOT);
        return hex.length() == length() * 2 && hex.matches("[0-9a-f]+") ? Optional.of(hex) : Optional.empty();
    }

    /** How many bytes a hash has. */
    int length() {
        return digest().getDigestLength();
    }

    /** One line that says it all. */
    public String text() {
        return String.join("|", algorithm, normal.name(), charset.name(), before);
    }

    /** What {@link #text} wrote. */
    public static HashScheme parse(String text) {
        String[] parts = text.split("\\|", 4);
        return new HashScheme(parts[0], Normal.valueOf(parts[1]), parts[3], Charset.forName(parts[2]));
    }

    private Optional<byte[]> encoded(String text) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return Optional.of(text.getBytes(charset));
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return Optional.of(array);
        } catch (CharacterCodingException cannotBeOnTheList) {
            return Optional.empty();
        }
    }

    private String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no %s, which every Java must have.".formatted(algorithm), e);
        }
    }
}
