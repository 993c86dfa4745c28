package fi.rekisterihub.mapping;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of itself, and what it must be like to be believed: {@code list:} of a mapping table.
 *
 * @param version where it says of which day it is
 * @param maximumAge of that day when it arrives, and how long it may be in use
 * @param count where it says how many records it has
 * @param changes where a delivery says that it holds changes only; each of a feed without full deliveries does anyway
 * @param step the most days from one version to the next of changes: more, and some are missing
 * @param email how a list of hashes was made of e-mail addresses
 * @param phone how one was made of telephone numbers
 */
public record ListRules(
        @Nullable Version version,
        @Nullable Duration maximumAge,
        @Nullable Found count,
        @Nullable Found changes,
        @Nullable Duration step,
        @Nullable HashScheme email,
        @Nullable HashScheme phone) {

    public static final ListRules NONE = new ListRules(null, null, null, null, null, null, null);

    /** Where in a delivery something stands that is no record. */
    public enum Place {
        /** The name of the file, as its sender called it. */
        FILE_NAME,
        /** The lines that {@code content.skip} passes over. */
        HEADER,
        /** The last line, where {@code content.trailer} says that there is one. */
        TRAILER,
        /** A field of each record. */
        FIELD
    }

    /**
     * @param pattern whose first group is what is looked for
     */
    public record Found(Place place, Pattern pattern) {

        public Optional<String> in(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find()
                    ? Optional.ofNullable(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1))
                    : Optional.empty();
        }
    }

    /** @param field which one, when each record says it */
    public record Version(Found found, @Nullable String field, DateTimeFormatter form) {

        /** Empty when the text says no day. */
        public Optional<LocalDate> in(String text) {
            return found.in(text).flatMap(day -> {
                try {
                    return Optional.of(LocalDate.parse(day.strip(), form));
                } catch (DateTimeException noDay) {
                    return Optional.empty();
                }
            });
        }
    }
}
