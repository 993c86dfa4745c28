package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read of a source while something is going on. */
class SourceFreshnessTest {

    private final IntakeBench bench = IntakeBench.with(Map.of());

    @Test
    void isBeingFetchedWhileItsFirstFetchIsUnderWay() {
        schedule("now() + interval '1 minute'");

        assertThat(SourceViews.freshness(bench, "new-source")).isEqualTo(Freshness.FETCHING);
    }

    @Test
    void isNotBeingFetchedByANodeThatHasDied() {
        schedule("now() - interval '1 second'");

        assertThat(SourceViews.freshness(bench, "new-source")).isEqualTo(Freshness.NEVER);
    }

    private void schedule(String claimedUntil) {
        bench.jdbc
                .sql("insert into schedule (name, claimed_until) values ('new-source', %s)".formatted(claimedUntil))
                .update();
    }
}
