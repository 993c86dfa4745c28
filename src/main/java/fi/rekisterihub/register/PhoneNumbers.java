package fi.rekisterihub.register;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in E.164 by libphonenumber. It takes some ten microseconds a number, so the form in which most Finnish
 * registers write most numbers is read without it; a test holds the two to the same answers.
 */
final class PhoneNumbers {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final String FINLAND = "+358";
    private static final int SHORTEST = 6;
    private static final int LONGEST = 10;

    private PhoneNumbers() {}

    /** E.164, numbers without a country read as Finnish. Empty when it cannot be a phone number. */
    static Optional<String> normal(String phone) {
        String plain = finnishMobile(phone);
        return plain != null ? Optional.of(plain) : parsed(phone);
    }

    static Optional<String> parsed(String phone) {
        try {
            var number = LIBRARY.parse(phone, "FI");
            return LIBRARY.isPossibleNumber(number)
                    ? Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** {@code +358401234567} or {@code 0401234567}: digits alone, beginning as mobile numbers do; else null. */
    static @Nullable String finnishMobile(String phone) {
        int from = phone.startsWith(FINLAND) ? FINLAND.length() : phone.startsWith("0") ? 1 : phone.length();
        int digits = phone.length() - from;
        if (digits < SHORTEST || digits > LONGEST || (phone.charAt(from) != '4' && phone.charAt(from) != '5')) {
            return null;
        }
        for (int i = from; i < phone.length(); i++) {
            if (phone.charAt(i) < '0' || phone.charAt(i) > '9') {
                return null;
            }
        }
        return from == 1 ? FINLAND + phone.substring(1) : phone;
    }
}
