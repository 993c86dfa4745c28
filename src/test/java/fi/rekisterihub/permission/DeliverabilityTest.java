package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When an address is of no use any more, and that it never says anything of what its owner wants. */
class DeliverabilityTest {

    private final PermissionBench bench = new PermissionBench();
    private final Bounces bounces = new Bounces(bench.jdbc, bench.keys);
    private final Deliverability deliverability = new Deliverability(bench.jdbc);
    private final String email = People.freshEmail();
    private final long person = bench.people.add(email);

    private void bounce(String key, boolean hard, Duration ago) {
        bounces.record(
                "mailbox", key, email, hard, "mailbox-full", Instant.now().minus(ago));
    }

    @Test
    void isOfNoUseAfterOneHardBounce() {
        assertThat(deliverability.ofPerson(person)).isEmpty();
        bounces.record("mailbox", "1", email.toUpperCase(java.util.Locale.ROOT), true, "user-unknown", Instant.now());
        bounce("2", false, Duration.ZERO);

        assertThat(deliverability.ofPerson(person)).get().satisfies(found -> {
            assertThat(found.hard()).isTrue();
            assertThat(found.reason()).isEqualTo("user-unknown");
            assertThat(found.bounces()).isEqualTo(2);
        });
    }

    @Test
    void isOfNoUseAfterThreeOthersWithinThirtyDays() {
        bounce("1", false, Duration.ofDays(40));
        bounce("2", false, Duration.ofDays(20));
        bounce("3", false, Duration.ofDays(10));
        bounce("3", false, Duration.ofDays(10));
        assertThat(deliverability.ofPerson(person)).isEmpty();

        bounce("4", false, Duration.ZERO);
        assertThat(deliverability.ofPerson(person)).get().matches(found -> !found.hard());
    }

    @Test
    void isOfUseAgainWhenSomebodyKnowsItAndUntilTheNextBounce() {
        assertThat(deliverability.reachableAgain(person, "Phoned and asked", "steward"))
                .isFalse();
        bounce("1", true, Duration.ZERO);
        assertThat(deliverability.reachableAgain(person, "Phoned and asked", "steward"))
                .isTrue();
        assertThat(deliverability.ofPerson(person)).isEmpty();

        bounce("1", true, Duration.ZERO);
        assertThat(deliverability.ofPerson(person))
                .as("the same bounce told twice")
                .isEmpty();
        bounce("2", true, Duration.ZERO);
        assertThat(deliverability.ofPerson(person)).get().matches(found -> found.bounces() == 1);
    }

    @Test
    void prohibitsNothing() {
        bounce("1", true, Duration.ZERO);
        assertThat(bench.events()).isZero();
        assertThat(bench.told()).isEmpty();
        assertThat(bench.states.of(person)).isEmpty();
    }

    @Test
    void takesNoBounceThatNamesNoAddress() {
        assertThatThrownBy(() -> bounces.record("mailbox", "1", "nobody", true, null, Instant.now()))
                .hasMessage("A bounce from mailbox names no e-mail address that can be one.");
    }
}
