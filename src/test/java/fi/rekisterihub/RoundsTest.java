package fi.rekisterihub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RoundsTest {

    private static final Duration SOON = Duration.ofMillis(5);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void goesOnAfterAnErrorAndAfterAnExceptionAndTellsOfEachOnce(CapturedOutput output) {
        try (Rounds going = Rounds.every("test-rounds", Duration.ZERO, SOON, this::throwing)) {
            await().until(() -> rounds.get() >= 8);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("A round of test-rounds failed")))
                .hasSize(2);
        assertThat(output).contains("NoClassDefFoundError").contains("IllegalStateException");
    }

    @Test
    void tellsAgainOfATroubleThatHadPassed(CapturedOutput output) {
        try (Rounds going = Rounds.every("test-rounds", Duration.ZERO, SOON, this::throwingNowAndThen)) {
            await().until(() -> rounds.get() >= 4);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("A round of test-rounds failed")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void noRoundComesAfterTheEnd() throws InterruptedException {
        Rounds going = Rounds.every("test-rounds", Duration.ZERO, SOON, rounds::incrementAndGet);
        await().until(() -> rounds.get() > 0);
        going.finish(Duration.ofSeconds(5));
        int atTheEnd = rounds.get();

        await().during(SOON.multipliedBy(10)).until(() -> rounds.get() == atTheEnd);
    }

    private void throwing() {
        if (rounds.incrementAndGet() < 5) {
            throw new NoClassDefFoundError("broken on purpose");
        }
        throw new IllegalStateException("broken on purpose");
    }

    private void throwingNowAndThen() {
        if (rounds.incrementAndGet() % 2 == 1) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
