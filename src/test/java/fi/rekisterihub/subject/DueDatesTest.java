package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00:00Z, 2026-03-09, 2026-04-02",
        // Half past midnight in Helsinki is the next day, whatever London says.
        "2026-03-02T22:30:00Z, 2026-03-10, 2026-04-03",
        "2026-06-30T21:30:00Z, 2026-07-08, 2026-08-01",
        // A shorter month ends on its last day (regulation 1182/71, article 3(2)(c)).
        "2026-01-31T10:00:00Z, 2026-02-07, 2026-02-28",
        "2028-01-31T10:00:00Z, 2028-02-07, 2028-02-29",
        "2026-12-28T10:00:00Z, 2027-01-04, 2027-01-28",
        // The night on which the clocks go on, and the one on which they go back.
        "2026-03-29T00:30:00Z, 2026-04-05, 2026-04-29",
        "2026-10-25T00:59:00Z, 2026-11-01, 2026-11-25"
    })
    @DisplayName("SA6 a request is due in a week by the register, in a month by the law")
    void countsTheDaysInFinland(Instant received, LocalDate promised, LocalDate law) {
        DueDates due = DueDates.of(received, Period.ofDays(7));

        assertThat(due.promised()).isEqualTo(promised);
        assertThat(due.law()).isEqualTo(law);
        assertThat(due.first()).isEqualTo(promised);
    }

    @Test
    void noPromiseIsLongerThanTheLaw() {
        DueDates due = DueDates.of(Instant.parse("2026-01-31T10:00:00Z"), Period.ofDays(31));

        assertThat(due.promised()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void isExtendedByTwoMonthsAndOnlyWithinTheFirst() {
        Instant received = Instant.parse("2026-11-30T10:00:00Z");

        assertThat(DueDates.extended(received, LocalDate.of(2026, 12, 30))).isEqualTo(LocalDate.of(2027, 2, 28));
        assertThatThrownBy(() -> DueDates.extended(received, LocalDate.of(2026, 12, 31)))
                .isInstanceOf(RefusedStep.class)
                .hasMessageContaining("2026-12-30");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, CALM, good",
        "2026-03-05, CALM, good",
        "2026-03-06, SOON, busy",
        "2026-03-08, TOMORROW, busy",
        "2026-03-09, TODAY, warn",
        "2026-03-10, PROMISE_BROKEN, bad",
        "2026-04-02, PROMISE_BROKEN, bad",
        "2026-04-03, LATE, bad"
    })
    void escalates(LocalDate today, Urgency urgency, String tone) {
        Urgency now = Urgency.of(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 4, 2), today);

        assertThat(now).isEqualTo(urgency);
        assertThat(now.tone()).isEqualTo(tone);
    }
}
