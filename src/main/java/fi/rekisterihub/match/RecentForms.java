package fi.rekisterihub.match;

import java.util.Arrays;

/**
 * The forms of a column's values that were met a moment ago: a million people share a few thousand names and towns. Not for
 * several threads.
 */
final class RecentForms {

    private static final int PLACES = 1 << 11;
    private static final byte[] NONE = {};

    private final FieldType type;
    private final Form form;
    private final String[] values;
    private final byte[][] forms;

    RecentForms(FieldType type, Form form) {
        this.type = type;
        this.form = form;
        this.values = new String[isShared() ? PLACES : 0];
        this.forms = new byte[values.length][];
    }

    /** Others hold what one person alone has: to keep those would only take room. */
    private boolean isShared() {
        return switch (type) {
            case FAMILY_NAME, GIVEN_NAME, POSTAL_CODE, CITY -> true;
            default -> false;
        };
    }

    /** The form of a value, empty where it says nothing; nobody may write into it. */
    byte[] of(String value) {
        if (values.length == 0) {
            return made(value);
        }
        int place = Mix.of(value.hashCode()) & PLACES - 1;
        if (!value.equals(values[place])) {
            forms[place] = made(value);
            values[place] = value;
        }
        return forms[place];
    }

    private byte[] made(String value) {
        form.of(type, value);
        return form.length() == 0 ? NONE : Arrays.copyOf(form.bytes(), form.length());
    }
}
