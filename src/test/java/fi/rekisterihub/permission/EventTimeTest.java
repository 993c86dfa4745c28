package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1520363423000, 2018-03-06T19:10:23Z",
        "1520363423, 2018-03-06T19:10:23Z",
        "2009-03-26 21:54:00, 2009-03-26T21:54:00Z",
        "2016-04-27T16:28:50.3963933-04:00, 2016-04-27T20:28:50.396393300Z",
        "2020-02-01T10:53:34Z, 2020-02-01T10:53:34Z"
    })
    void readsWhatProvidersWrite(String text, String expected) {
        assertThat(EventTime.of(text, RECEIVED)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2009-13-45 21:54:00", "99999999999999999999", "-1"})
    void takesTheTimeOfArrivalForWhatItCannotRead(String text) {
        assertThat(EventTime.of(text, RECEIVED)).isEqualTo(RECEIVED);
    }

    @Test
    void takesTheTimeOfArrivalForSilence() {
        assertThat(EventTime.of(null, RECEIVED)).isEqualTo(RECEIVED);
    }
}
