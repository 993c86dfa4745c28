package fi.rekisterihub.register;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes (HMAC-SHA256, 128 bits) of the things by which a person is spoken of. They join persons to the
 * permission ledger and the opt-out lists, and still work after the person is erased. Thread-safe.
 */
public final class SubjectKeys {

    /** What the key of a record begins with. */
    public static final String RECORD = "record";

    /** All characters below the first combining mark are composed already. */
    private static final char FIRST_COMBINING = '\u0300';

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+([.][a-z0-9_-]+)+");
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final RecentKeys recent = new RecentKeys();
    private final ThreadLocal<Mac> mac;

    /** @param secret the hub's identity key; changing it makes every key of before unrecognisable */
    public SubjectKeys(byte[] secret) {
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        this.mac = ThreadLocal.withInitial(() -> newMac(key));
    }

    /** Normalised e-mail: trimmed, NFC, lower case. Empty when it has no {@code @} inside. */
    public static Optional<String> normalEmail(@Nullable String email) {
        if (email == null) {
            return Optional.empty();
        }
        String normal = composed(email.strip()).toLowerCase(Locale.ROOT);
        int at = normal.lastIndexOf('@');
        return at > 0 && at < normal.length() - 1 && normal.indexOf(' ') < 0 ? Optional.of(normal) : Optional.empty();
    }

    /** What stands behind the last {@code @}, in the letters of the name system; empty when that is no name of a domain. */
    public static Optional<String> normalDomain(@Nullable String email) {
        if (email == null) {
            return Optional.empty();
        }
        String domain = composed(email.substring(email.lastIndexOf('@') + 1).strip());
        try {
            String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    /** E.164, numbers without a country read as Finnish. Empty when it cannot be a phone number. */
    public static Optional<String> normalPhone(@Nullable String phone) {
        return phone == null || phone.isBlank() ? Optional.empty() : PhoneNumbers.normal(phone);
    }

    public @Nullable String email(@Nullable String email) {
        return email == null
                ? null
                : recent.get(email, "email", text -> normalEmail(text).orElse(null), this::hash);
    }

    /** Everybody whose address ends so. */
    public @Nullable String domain(@Nullable String email) {
        return normalDomain(email).map(domain -> hash("domain", domain)).orElse(null);
    }

    public @Nullable String phone(@Nullable String phone) {
        return phone == null
                ? null
                : recent.get(phone, "phone", text -> normalPhone(text).orElse(null), this::hash);
    }

    /** Name and address together, for lists that name people by them; null unless all four are known. */
    public @Nullable String post(
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String street,
            @Nullable String postalCode) {
        if (familyName == null || givenName == null || street == null || postalCode == null) {
            return null;
        }
        String told = String.join("\0", familyName, givenName, street, postalCode);
        return recent.get(
                told,
                "post",
                all -> folded(familyName) + '|' + folded(givenName) + '|' + folded(street) + '|' + postalCode.strip(),
                this::hash);
    }

    /**
     * A hash that somebody else made of an address, as an entry of a list or of an address of ours.
     *
     * @param scheme how it was made; two lists that hash alike give one key
     */
    public String listed(String scheme, String foreignHash) {
        return hash("listed", scheme + ':' + foreignHash);
    }

    /**
     * A name together with an address that others have too, such as a switchboard's number; null unless the name is whole.
     *
     * @param addressKey the key of the address
     */
    public @Nullable String named(
            @Nullable String familyName, @Nullable String givenName, @Nullable String addressKey) {
        return familyName == null || givenName == null || addressKey == null
                ? null
                : hash("named", folded(familyName) + '|' + folded(givenName) + '|' + addressKey);
    }

    /** By which a source knows somebody: under it an erased person comes again, whatever else has changed. */
    public String record(String feed, String recordKey) {
        return hash(RECORD, feed + '|' + recordKey);
    }

    /** An entry of a list, whose own key may be a name and an address in plain words. */
    public UUID entry(String list, String recordKey) {
        ByteBuffer digest = ByteBuffer.wrap(digest("entry", list + '|' + recordKey));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** A value of a field, so that it is known again when it is told again. */
    public String value(String field, String value) {
        return hash("value", field + '|' + value.strip());
    }

    /** Lets go of the texts that were just hashed: somebody's must not be in memory any more. */
    public void forgetRecent() {
        recent.forget();
    }

    /** The sign of the century is part of it: numbers that differ by it alone are of two people. */
    public String identity(IdentityNumber number) {
        return hash("identity", number.text());
    }

    /** A text in the place of an identity number that is none; tells it from others and nothing else. */
    public String unreadableIdentity(String text) {
        return hash("unreadable", text);
    }

    /** The key of a person of this hub by its id; not a hash, because the id says nothing by itself. */
    public static String person(long personId) {
        return "person:" + personId;
    }

    /** Small letters and digits; whatever stands between them is one space. */
    private static String folded(String text) {
        String composed = composed(text);
        StringBuilder folded = new StringBuilder(composed.length());
        boolean gap = false;
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isLetter(c) && !isNumber(c)) {
                gap = true;
                continue;
            }
            if (gap && !folded.isEmpty()) {
                folded.append(' ');
            }
            gap = false;
            folded.appendCodePoint(Character.toLowerCase(c));
        }
        return folded.toString();
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    private String hash(String kind, String normal) {
        return kind + ':' + TEXT.encodeToString(Arrays.copyOf(digest(kind, normal), BYTES));
    }

    private byte[] digest(String kind, String normal) {
        return mac.get().doFinal((kind + ':' + normal).getBytes(StandardCharsets.UTF_8));
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have.", e);
        }
    }
}
