package fi.rekisterihub.edge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of an answer is waited for, whatever the other side does.
 *
 * @param longestAnswer from the call to the last byte of the answer
 * @param largestAnswer a longer answer is cut off and counts as a failure
 * @param longestDownload as {@code longestAnswer}, for files
 */
@ConfigurationProperties("hub.http")
record HttpSettings(
        @DefaultValue("2m") Duration longestAnswer,
        @DefaultValue("64MB") DataSize largestAnswer,
        @DefaultValue("2h") Duration longestDownload) {

    HttpSettings {
        positive("longest-answer", longestAnswer);
        positive("longest-download", longestDownload);
        if (largestAnswer.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "hub.http.largest-answer is %s; give a size such as 64MB.".formatted(largestAnswer));
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "hub.http.%s is %s; give a time longer than nothing, such as 2m.".formatted(name, value));
        }
    }
}
