package fi.rekisterihub.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What has happened to the data or to the permission of the one it is about. */
public enum NoticeKind {
    RECTIFIED,
    ERASED,
    RESTRICTED,
    RESTRICTION_LIFTED,
    OBJECTED,
    OPT_OUT,
    /** Two entities were found to be one. */
    MERGED,
    /** Two that were taken for one are two. */
    SEPARATED;

    /** The word in tables, messages and the API: {@code restriction-lifted}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public static NoticeKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no notice kind '%s'; write one of %s."
                        .formatted(
                                word,
                                Arrays.stream(values()).map(NoticeKind::word).collect(Collectors.joining(", ")))));
    }

    /** Only a correction tells the new value; every other kind names the fields and leaves the values out. */
    boolean tellsValues() {
        return this == RECTIFIED;
    }
}
