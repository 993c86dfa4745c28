package fi.rekisterihub.register;

import org.jspecify.annotations.Nullable;

/**
 * The subject keys of a stored entity. Each takes some microseconds to make, so the keys of fields that did not change
 * are written as they were loaded.
 *
 * @param valid which of them still hold: a sum of {@link #EMAIL}, {@link #PHONE} and {@link #POST}
 */
record StoredKeys(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String post,
        int valid) {

    static final int EMAIL = 1;
    static final int PHONE = 2;
    static final int POST = 4;

    static StoredKeys loaded(@Nullable String email, @Nullable String phone, @Nullable String post) {
        return new StoredKeys(email, phone, post, EMAIL | PHONE | POST);
    }

    boolean holds(int key) {
        return (valid & key) != 0;
    }

    StoredKeys without(String field) {
        int gone = madeOf(field);
        return (valid & gone) == 0 ? this : new StoredKeys(email, phone, post, valid & ~gone);
    }

    private static int madeOf(String field) {
        return switch (field) {
            case "email" -> EMAIL;
            case "phone" -> PHONE;
            case "familyName", "givenName", "street", "postalCode" -> POST;
            default -> 0;
        };
    }
}
