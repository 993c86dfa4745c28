package fi.rekisterihub.match;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers of which the digits alone do not say enough: those with the code of another country, of which some senders leave
 * out the code and others keep a zero behind it, and those in letters. It takes some ten microseconds, so others are read without.
 */
final class ForeignPhone {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final String FINLAND = "FI";

    private ForeignPhone() {}

    /** The digits behind the code of the country, null where it is no number that can be called. */
    static @Nullable String withoutCountry(String phone) {
        try {
            var number = LIBRARY.parse(phone, FINLAND);
            return LIBRARY.isValidNumber(number) ? String.valueOf(number.getNationalNumber()) : null;
        } catch (NumberParseException notANumber) {
            return null;
        }
    }
}
