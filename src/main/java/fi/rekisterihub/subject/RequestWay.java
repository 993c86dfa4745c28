package fi.rekisterihub.subject;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a request came. A profile says which ways it offers; one that comes by another is received all the same. */
public enum RequestWay {
    EMAIL,
    FORM,
    API,
    POST,
    VISIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such way */
    public static RequestWay of(String word) {
        return Arrays.stream(values())
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no way '%s'; write one of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(RequestWay::word).collect(Collectors.joining(", ")))));
    }
}
