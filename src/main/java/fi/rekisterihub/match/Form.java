package fi.rekisterihub.match;

import fi.rekisterihub.mapping.BusinessId;
import fi.rekisterihub.register.IdentityNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form in which values of a type are compared: small letters without marks that senders leave out, dates as eight
 * digits, numbers without what stands around them. Å, ä and ö are letters of their own and stay. Not for several threads.
 */
final class Form {

    private static final int LONGEST_VALUE = 200;
    private static final Set<String> NOTHING = Set.of("NA", "N/A", "NULL", "null", "-", ".", "?", "#N/A");

    private static final int LONGEST_NOTHING = 4;

    /** What is longer may hold more than one number. */
    private static final int LONGEST_PHONE = 12;

    private static final int FEWEST_DIGITS = 6;

    /** {@code 0800 ESIMERKKI} */
    private static final int FEWEST_DIGITS_WITH_LETTERS = 3;

    private static final Set<FieldType> TRANSLATED =
            EnumSet.of(FieldType.COMPANY_NAME, FieldType.LEGAL_FORM, FieldType.STREET, FieldType.CITY);
    private static final Pattern FINNISH_BUSINESS = Pattern.compile("(?:fi)?\\d{7,8}");
    private static final Pattern FINNISH_PERSON = Pattern.compile("\\s*\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]\\s*");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)\\s*(?:ext\\.?|alanumero|alanro|ankn(?:ytning)?\\.?|x)\\s*\\d+\\s*$");
    private static final Pattern BETWEEN_PHONES = Pattern.compile("[,;|]|/(?=\\s*[+0])|\\s(?:tai|eller|or)\\s");
    private static final Pattern CARE_OF = Pattern.compile("(?i)^c/o\\s[^,]*,\\s*|,?\\s*c/o\\s[^,]*");
    private static final Pattern PO_BOX =
            Pattern.compile("(?i)^(?:p\\.?\\s?[lb]\\.?|p\\.?o\\.?\\s?box|postilokero|postbox)(?:\\s+(?=\\d)|\\s*$)");
    private static final Pattern BEFORE_DOMAIN = Pattern.compile("^(?:[a-z]+://)?(?:www\\.)?");
    private final MessageDigest sha = sha();
    private final byte[] bytes = new byte[LONGEST_VALUE * 2];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Makes the form of a value; its length is 0 when the value says nothing. */
    void of(FieldType type, String value) {
        length = 0;
        String text = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        if (text.length() <= LONGEST_NOTHING && NOTHING.contains(text)) {
            return;
        }
        switch (type.measure()) {
            case DATE -> DateForm.of(text, this);
            case AGE -> digits(text);
            case NUMBER -> {
                if (type == FieldType.PHONE) {
                    phone(text);
                } else {
                    lettersAndDigits(text, false);
                }
            }
            case EMAIL -> email(text);
            case CODE -> {
                boolean form = type == FieldType.LEGAL_FORM;
                lettersAndDigits(form ? CompanyName.main(text) : text, form);
            }
            case COMPANY -> lettersAndDigits(CompanyName.main(text), true);
            default ->
                lettersAndDigits(
                        type == FieldType.WEBSITE ? domain(text) : type == FieldType.STREET ? street(text) : text,
                        true);
        }
        if (type == FieldType.BUSINESS_ID) {
            businessId();
        } else if (type == FieldType.IDENTITY_NUMBER) {
            identityNumber(text);
        } else if (type == FieldType.HOUSE_NUMBER) {
            houseNumber();
        } else if (length > 0) {
            translate(type);
        }
    }

    /** Only where there is something to translate is text made of the bytes, which are one a letter. */
    private void translate(FieldType type) {
        if (!TRANSLATED.contains(type)) {
            return;
        }
        String words = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String common =
                switch (type) {
                    case COMPANY_NAME -> CompanyName.of(words).called();
                    case LEGAL_FORM -> CompanyName.of(words).form();
                    case STREET -> Places.street(words);
                    case CITY -> Places.town(words);
                    default -> words;
                };
        if (!common.equals(words)) {
            take(common);
        }
    }

    private void take(String plain) {
        byte[] other = plain.getBytes(StandardCharsets.ISO_8859_1);
        length = Math.min(other.length, bytes.length);
        System.arraycopy(other, 0, bytes, 0, length);
    }

    private void houseNumber() {
        if (!HouseNumber.isPlain(bytes, length)) {
            take(HouseNumber.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
        }
    }

    /** What has the form of a Finnish one and a wrong check digit is none; those of other countries stay. */
    private void businessId() {
        String plain = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        if (FINNISH_BUSINESS.matcher(plain).matches()) {
            length = 0;
            BusinessId.parse(plain.toUpperCase(Locale.ROOT)).ifPresent(this::digits);
        }
    }

    /**
     * A Finnish one is held as a hash of one way, and one whose check character is wrong is none; what other countries and lists
     * call so stays.
     */
    private void identityNumber(String text) {
        if (!FINNISH_PERSON.matcher(text.toUpperCase(Locale.ROOT)).matches()) {
            return;
        }
        length = 0;
        IdentityNumber.parse(text).ifPresent(number -> {
            for (byte part : sha.digest(number.text().getBytes(StandardCharsets.US_ASCII))) {
                put("0123456789abcdef".charAt(part >> 4 & 15));
                put("0123456789abcdef".charAt(part & 15));
            }
        });
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This Java has no SHA-256, without which identity numbers are not kept.", e);
        }
    }

    /** Without the one in whose care it is, and with one word for a box at the post office. */
    private static String street(String text) {
        boolean plain = text.indexOf('/') < 0 && !text.startsWith("P") && !text.startsWith("p");
        return plain
                ? text
                : PO_BOX.matcher(CARE_OF.matcher(text).replaceAll("")).replaceFirst("pl ");
    }

    /** Of an address of the web or of mail. */
    private static String domain(String text) {
        String plain = text.substring(text.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        return BEFORE_DOMAIN.matcher(plain).replaceFirst("").split("[/?:#,; ]", 2)[0];
    }

    void put(int b) {
        bytes[length++] = (byte) b;
    }

    /** Words in small letters, one blank between them; or without any. */
    private void lettersAndDigits(String text, boolean words) {
        String plain = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        boolean blank = false;
        for (int i = 0; i < plain.length(); i++) {
            char c = Character.toLowerCase(plain.charAt(i));
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (blank && words && length > 0) {
                    put(' ');
                }
                blank = false;
                letter(c);
            } else if (c != '\'' && c != '’' && Character.getType(c) != Character.NON_SPACING_MARK) {
                blank = true;
            }
        }
    }

    private void letter(char c) {
        if (c < 128 || c == 'å' || c == 'ä' || c == 'ö') {
            put(c);
        } else {
            foreign(c);
        }
    }

    /** Without its marks where it has a letter below them; of other scripts any byte that tells letters apart mostly. */
    private void foreign(char c) {
        switch (c) {
            case 'ø' -> put('ö');
            case 'æ' -> put('ä');
            case 'ß' -> {
                put('s');
                put('s');
            }
            default -> {
                char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                        .charAt(0);
                put(base < 128 ? base : 0x80 | Mix.of(base) & 0x7F);
            }
        }
    }

    private void email(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (c > ' ' && c < 128) {
                put(c);
            } else if (c >= 128) {
                letter(c);
            }
        }
    }

    /** The first of several that one field holds, without its extension. */
    private static String first(String text) {
        String[] phones = BETWEEN_PHONES.split(text);
        for (String phone : phones) {
            String own = EXTENSION.matcher(phone).replaceFirst("");
            if (own.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_DIGITS) {
                return own;
            }
        }
        return text;
    }

    /** The last nine digits: senders differ in how they write what stands before them. */
    private void phone(String text) {
        String own = text.length() > LONGEST_PHONE && isMoreThanDigits(text) ? first(text) : text;
        digits(own);
        String abroad = isAbroad(own) || isSpelled(own) ? ForeignPhone.withoutCountry(own) : null;
        if (abroad != null) {
            take(abroad);
        } else {
            int code = startsWith("00358") ? 5 : startsWith("358") && length > 8 ? 3 : 0;
            System.arraycopy(bytes, code, bytes, 0, length -= code);
        }
        int kept = 9;
        if (length > kept) {
            System.arraycopy(bytes, length - kept, bytes, 0, kept);
            length = kept;
        }
        while (length > 0 && bytes[0] == '0') {
            System.arraycopy(bytes, 1, bytes, 0, --length);
        }
    }

    /** Whether it has what stands between two numbers, or before an extension. */
    private static boolean isMoreThanDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '9' || c == ',' || c == '/') {
                return true;
            }
        }
        return false;
    }

    /** Whether the code of another country than Finland stands before it. */
    private boolean isAbroad(String phone) {
        return length > 0 && (phone.indexOf('+') >= 0 ? !startsWith("358") : startsWith("00") && !startsWith("00358"));
    }

    /** Whether letters are a part of it; behind a whole number they only say whose it is. */
    private boolean isSpelled(String phone) {
        return length >= FEWEST_DIGITS_WITH_LETTERS
                && length < FEWEST_DIGITS
                && phone.chars().anyMatch(c -> c > '9' && Character.isLetter(c));
    }

    private boolean startsWith(String digits) {
        if (length < digits.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (bytes[i] != digits.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                put(c);
            }
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
