package fi.rekisterihub.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what it was made sure who asks. */
public enum IdentityMeans {
    /** Strong electronic identification (act 617/2009). */
    STRONG_IDENTIFICATION,
    /** A document with a photograph, shown at a visit. Its copy is not kept. */
    DOCUMENT_SHOWN,
    /** An answer from, or to, the e-mail address or postal address on record. */
    ADDRESS_ON_RECORD,
    /** A call back to the number on record. */
    CALL_BACK,
    /** Logged in to the controller's own service. */
    OWN_ACCOUNT,
    /** The controller has signed it, whose processor we are. The hub's own word; nobody chooses it. */
    CONTROLLER_SIGNED,
    /** Nobody has reasonable doubts (GDPR article 12(6)); only where the profile does not ask for more. */
    NO_DOUBT;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<IdentityMeans> of(String word) {
        return Arrays.stream(values())
                .filter(means -> means.word().equals(word))
                .findFirst();
    }

    /** @param verify whether the register's profile says that the identity is verified */
    public static List<IdentityMeans> of(boolean verify) {
        return Arrays.stream(values())
                .filter(means -> means != CONTROLLER_SIGNED && (means != NO_DOUBT || !verify))
                .toList();
    }
}
