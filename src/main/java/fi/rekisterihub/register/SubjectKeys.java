package fi.rekisterihub.register;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes (HMAC-SHA256, 128 bits) of the things by which a person is spoken of. They join persons to the
 * permission ledger and the opt-out lists, and still work after the person is erased. Thread-safe.
 */
public final class SubjectKeys {

    private static final Pattern NOT_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private static final int REMEMBERED = 8_192;
    private static final ThreadLocal<Map<String, Optional<String>>> RECENT_PHONES =
            ThreadLocal.withInitial(() -> new LinkedHashMap<>(256) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
                    return size() > REMEMBERED;
                }
            });

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
        String normal = Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        int at = normal.lastIndexOf('@');
        return at > 0 && at < normal.length() - 1 && normal.indexOf(' ') < 0 ? Optional.of(normal) : Optional.empty();
    }

    /** E.164, numbers without a country read as Finnish. Empty when it cannot be a phone number. */
    public static Optional<String> normalPhone(@Nullable String phone) {
        if (phone == null || phone.isBlank()) {
            return Optional.empty();
        }
        // A record's number is asked for by the mapping, the matcher and the store in turn; parsing it is dear.
        Map<String, Optional<String>> recent = RECENT_PHONES.get();
        Optional<String> known = recent.get(phone);
        if (known == null) {
            known = parsedPhone(phone);
            recent.put(phone, known);
        }
        return known;
    }

    private static Optional<String> parsedPhone(String phone) {
        try {
            var number = PHONES.parse(phone, "FI");
            return PHONES.isPossibleNumber(number)
                    ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    public @Nullable String email(@Nullable String email) {
        return normalEmail(email).map(normal -> hash("email", normal)).orElse(null);
    }

    public @Nullable String phone(@Nullable String phone) {
        return normalPhone(phone).map(normal -> hash("phone", normal)).orElse(null);
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
        return hash(
                "post", folded(familyName) + '|' + folded(givenName) + '|' + folded(street) + '|' + postalCode.strip());
    }

    /** The key of a person of this hub by its id; not a hash, because the id says nothing by itself. */
    public static String person(long personId) {
        return "person:" + personId;
    }

    private static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return NOT_LETTER_OR_DIGIT.matcher(composed).replaceAll(" ").strip();
    }

    private String hash(String kind, String normal) {
        byte[] digest = mac.get().doFinal((kind + ':' + normal).getBytes(StandardCharsets.UTF_8));
        return kind + ':' + HexFormat.of().formatHex(digest, 0, 16);
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
