package fi.rekisterihub.subject;

import java.util.Locale;

/** What can happen to a request; each is a row of {@code subject_event}. */
public enum Happening {
    RECEIVED,
    /** It was another right that the person used. */
    KIND_CORRECTED,
    PERSON_FOUND,
    IDENTITY_ASKED,
    DETAILS_ASKED,
    DETAILS_GIVEN,
    IDENTITY_VERIFIED,
    RESTRICTED,
    RESTRICTION_LIFTED,
    EXTENDED,
    GRANTED,
    REFUSED,
    /** What was granted was done in the register. */
    CARRIED_OUT,
    /** A text with the person's data was made for them. */
    DISCLOSED,
    ANSWERED,
    /** The decision was taken back before it was told. */
    REOPENED,
    /** By the person. */
    WITHDRAWN,
    CLOSED;

    /** The word in tables, messages and the API: {@code identity-asked}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Happening of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
