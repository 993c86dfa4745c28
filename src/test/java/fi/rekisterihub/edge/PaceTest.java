package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong(-7);
    private final Pace pace = new Pace(now::get);

    @Test
    void claimsAboutAsManyAsGoOutWithinASecond() {
        for (int round = 0; round < 20; round++) {
            takes(pace.next(1000), Duration.ofMillis(2));
        }
        assertThat(pace.next(1000)).isBetween(250, 500);
    }

    @Test
    void claimsNeverMoreThanTheRouteWants() {
        for (int round = 0; round < 20; round++) {
            int size = pace.next(25);
            assertThat(size).isEqualTo(25);
            takes(size, Duration.ZERO);
        }
    }

    @Test
    void claimsFewOfARecipientThatIsSlow() {
        for (int round = 0; round < 20; round++) {
            takes(pace.next(1000), Duration.ofSeconds(3));
        }
        assertThat(pace.next(1000)).isEqualTo(10);
    }

    @Test
    void theTimeInWhichNothingWasDueIsNotTheRecipients() {
        takes(pace.next(1000), Duration.ofMillis(1));
        int before = pace.next(1000);
        pace.claimed(0);
        now.addAndGet(Duration.ofHours(8).toNanos());
        assertThat(pace.next(1000)).isEqualTo(before);
    }

    @Test
    void aFewThatWereQuickSayNothingOfMany() {
        pace.next(1000);
        pace.claimed(3);
        assertThat(pace.next(1000)).isEqualTo(40);
    }

    private void takes(int claimed, Duration each) {
        pace.claimed(claimed);
        now.addAndGet(each.multipliedBy(claimed).toNanos());
    }
}
