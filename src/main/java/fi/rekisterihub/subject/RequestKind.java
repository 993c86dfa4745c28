package fi.rekisterihub.subject;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which right a request uses. */
public enum RequestKind {
    /** GDPR article 15. */
    ACCESS,
    /** Article 16. */
    RECTIFICATION,
    /** Article 17. */
    ERASURE,
    /** Article 18. */
    RESTRICTION,
    /** Article 21. */
    OBJECTION,
    /** Article 20. */
    PORTABILITY,
    /** Of a consent, article 7(3). */
    WITHDRAWAL,
    /** Only "where did you get my data", article 15(1)(g). */
    ORIGIN;

    /** The word in tables, messages and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public static RequestKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no request kind '%s'; write one of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(RequestKind::word).collect(Collectors.joining(", ")))));
    }

    /** Whether its answer tells the person what is held. */
    public boolean tells() {
        return this == ACCESS || this == PORTABILITY || this == ORIGIN;
    }

    /** Whether it speaks of a purpose: what is objected to, or what consent is withdrawn. */
    public boolean speaksOfPurpose() {
        return this == OBJECTION || this == WITHDRAWAL;
    }

    /** An inspection in the sense of the promise of so many free ones a year (PROMISES SA6). */
    boolean isInspection() {
        return this == ACCESS || this == ORIGIN;
    }
}
