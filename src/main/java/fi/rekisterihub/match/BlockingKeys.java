package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * The keys of a record: two records that share one are worth comparing. Keys that say much come first, so that a pair is met
 * under the most telling one; broad ones at the end only pay in small files, and the plan of {@link Blocks} drops them in
 * large ones. Not for several threads.
 */
final class BlockingKeys {

    /** How many keys a record can have. */
    static final int COUNT = 43;

    private static final byte[] NONE = {};

    private final Rows table;
    private final int[] columns = new int[FieldType.values().length];
    private int[] into = new int[COUNT];
    private int at;

    private byte[] family = NONE;
    private byte[] given = NONE;
    private byte[] date = NONE;
    private byte[] street = NONE;
    private int familySound;
    private int givenSound;
    private int postal;
    private int city;
    private int house;

    BlockingKeys(Rows table) {
        this.table = table;
        for (FieldType type : FieldType.values()) {
            columns[type.ordinal()] = table.column(type);
        }
    }

    /** Writes the keys of a row, 0 where it has none. */
    void of(int row, int[] keys, int from) {
        into = keys;
        at = from;
        Arrays.fill(into, from, from + COUNT, 0);
        look(row);
        numbers(row);
        dates();
        names();
        places(row);
        broad(row);
        companies(row);
    }

    private void look(int row) {
        family = withoutParticles(text(row, FieldType.FAMILY_NAME));
        given = text(row, FieldType.GIVEN_NAME);
        date = text(row, FieldType.BIRTH_DATE);
        street = text(row, FieldType.STREET);
        if (family.length == 0 && given.length == 0) {
            companyWords(text(row, FieldType.COMPANY_NAME));
        }
        familySound = Phonetic.of(family);
        givenSound = Phonetic.of(given);
        postal = hash(row, FieldType.POSTAL_CODE);
        city = hash(row, FieldType.CITY);
        house = hash(row, FieldType.HOUSE_NUMBER);
    }

    private static byte[] withoutParticles(byte[] name) {
        int begin = NameWords.behindParticles(name);
        return begin == 0 ? name : Arrays.copyOfRange(name, begin, name.length);
    }

    /** The two longest words of a company's name do what the names of a person do. */
    private void companyWords(byte[] name) {
        int from = 0;
        for (int i = 0; i <= name.length; i++) {
            if (i == name.length || name[i] == ' ') {
                int length = i - from;
                if (length > family.length) {
                    given = family;
                    family = Arrays.copyOfRange(name, from, i);
                } else if (length > given.length) {
                    given = Arrays.copyOfRange(name, from, i);
                }
                from = i + 1;
            }
        }
    }

    private void numbers(int row) {
        byte[] identity = text(row, FieldType.IDENTITY_NUMBER);
        key(part(identity, 0, 32), 1);
        key(hash(row, FieldType.BUSINESS_ID), 1);
        byte[] email = text(row, FieldType.EMAIL);
        key(part(email, 0, email.length), 1);
        int local = local(email);
        int website = hash(row, FieldType.WEBSITE);
        // Companies are at one domain, and all of them are called info there.
        key(website != 0 ? website : local >= 3 ? part(email, 0, local) : 0, 1);
        byte[] phone = text(row, FieldType.PHONE);
        key(part(phone, 0, phone.length), 1);
        key(identity.length >= 6 ? part(identity, 0, identity.length / 2) : 0, 1);
        key(identity.length >= 6 ? part(identity, identity.length / 2, identity.length) : 0, 1);
        key(phone.length >= 6 ? part(phone, 0, phone.length - 4) : 0, 1);
        key(phone.length >= 6 ? part(phone, phone.length - 4, phone.length) : 0, 1);
    }

    private void dates() {
        boolean whole = date.length == 8;
        int day = whole ? part(date, 0, 8) : 0;
        key(day, familySound);
        key(day, given.length >= 2 ? part(given, 0, 2) : 0);
        key(day, postal);
        key(day, initials());
        int monthAndDay = whole ? part(date, 4, 8) : 0;
        int yearAndMonth = whole ? part(date, 0, 6) : 0;
        int yearAndDay = whole ? Mix.of(part(date, 0, 4), part(date, 6, 8)) : 0;
        key(monthAndDay, familySound);
        key(yearAndMonth, familySound);
        key(yearAndDay, familySound);
        key(monthAndDay, givenSound);
        key(yearAndMonth, givenSound);
        key(yearAndDay, givenSound);
    }

    private void names() {
        int both = family.length > 0 && given.length > 0 ? words(family) + words(given) : 0;
        int sounds = familySound != 0 && givenSound != 0 ? Mix.of(familySound) + Mix.of(givenSound) : 0;
        key(both, 1);
        key(sounds, 1);
        key(sounds, date.length >= 4 ? part(date, 0, 4) : 0);
    }

    private void places(int row) {
        int streetBegin = street.length >= 4 ? part(street, 0, Math.min(6, street.length)) : 0;
        for (int sound : new int[] {familySound, givenSound}) {
            key(sound, postal);
            key(sound, city);
            key(sound, streetBegin);
            key(sound, house);
        }
        key(words(street), house);
        key(streetBegin, postal);
    }

    private void broad(int row) {
        key(part(date, 0, date.length), 1);
        key(part(family, 0, family.length), 1);
        key(part(given, 0, given.length), 1);
        key(postal, 1);
        key(street.length >= 4 ? part(street, 0, Math.min(6, street.length)) : 0, 1);
        key(city, date.length >= 4 ? part(date, 0, 4) : 0);
        key(postal, house);
        key(family.length >= 3 ? part(family, 0, 3) : 0, given.length > 0 ? part(given, 0, 1) : 0);
    }

    private void companies(int row) {
        byte[] name = text(row, FieldType.COMPANY_NAME);
        key(words(name), 1);
        key(name.length >= 4 ? part(name, 0, Math.min(6, name.length)) : 0, 1);
        key(Phonetic.of(name), city);
    }

    /** A key of two parts; none when one of them is missing. */
    private void key(int first, int second) {
        if (first != 0 && second != 0) {
            int key = Mix.of(first, second);
            into[at] = key == 0 ? 1 : key;
        }
        at++;
    }

    private int initials() {
        if (family.length == 0 || given.length == 0) {
            return 0;
        }
        return Math.min(family[0], given[0]) * 1_000 + Math.max(family[0], given[0]) + 1_000_000;
    }

    private byte[] text(int row, FieldType type) {
        int column = columns[type.ordinal()];
        int number = column < 0 ? 0 : table.cell(row, column);
        return number == 0 ? NONE : table.value(column, number);
    }

    private int hash(int row, FieldType type) {
        byte[] text = text(row, type);
        return part(text, 0, text.length);
    }

    /** A hash of a part of a text; 0 when it is empty. */
    private static int part(byte[] text, int from, int to) {
        int end = Math.min(to, text.length);
        if (end <= from) {
            return 0;
        }
        int hash = 17;
        for (int i = from; i < end; i++) {
            hash = hash * 31 + text[i];
        }
        return Mix.of(hash) | 1;
    }

    /** The same for words in any order. */
    private static int words(byte[] text) {
        int sum = 0;
        int from = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == ' ') {
                sum += part(text, from, i);
                from = i + 1;
            }
        }
        return sum;
    }

    private static int local(byte[] email) {
        for (int i = 0; i < email.length; i++) {
            if (email[i] == '@') {
                return i;
            }
        }
        return 0;
    }
}
