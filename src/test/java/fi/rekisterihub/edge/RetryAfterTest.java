package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "Sun, 22 Nov 2026 12:10:00 GMT | PT10M",
                "Sun, 22 Nov 2026 11:00:00 GMT | PT0S",
                "Mon, 23 Nov 2026 12:00:00 GMT | PT24H"
            })
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.of(Map.of("retry-after", value), NOON)).isEqualTo(wait);
    }

    @Test
    void measuresADateByTheClockOfTheSourceWhereItTellsIt() {
        assertThat(RetryAfter.of(
                        Map.of(
                                "Retry-After", "Sun, 22 Nov 2026 15:05:00 GMT",
                                "Date", "Sun, 22 Nov 2026 15:00:00 GMT"),
                        NOON))
                .as("our own clock is three hours behind")
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-5",
                "1e9",
                "12.5",
                "99999999999999999999",
                "Sun, 31 Nov 2026 12:00:00 GMT",
                "2026-11-22T12:10:00Z",
                ""
            })
    void whatCannotBeReadIsAsIfItWereNotThere(String nonsense) {
        assertThat(RetryAfter.of(Map.of("Retry-After", nonsense), NOON)).isNull();
    }

    @Test
    void anAnswerWithoutHeadersAsksForNothing() {
        assertThat(RetryAfter.of(null, NOON)).isNull();
        assertThat(RetryAfter.of(Map.of(), NOON)).isNull();
    }
}
