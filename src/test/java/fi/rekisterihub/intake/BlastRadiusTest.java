package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.intake.BlastRadius.Judged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the brake decides, and what it looks at to decide it. */
class BlastRadiusTest {

    private static final Brake USUAL = new Brake(0.05, 0.02, 100);

    private final List<String> looked = new ArrayList<>();

    @Test
    void looksAtNothingWhenNothingIsKnownToDiffer() throws SQLException {
        assertThat(stops(new BlastRadius(USUAL, 0, 0, true), 1_000, 1_000, new Judged(9, 9)))
                .isEmpty();
        assertThat(looked).isEmpty();
    }

    @Test
    void judgesNoRecordWhileEvenAllThatDifferWouldBeFew() throws SQLException {
        assertThat(stops(new BlastRadius(USUAL, 0, 50, false), 1_000, 1_000, new Judged(50, 0)))
                .isEmpty();
        assertThat(looked).containsExactly("size up to 1001");
    }

    @Test
    void judgesWhatDiffersAsTextAndLetsTheRunGoOnWhenTheRegisterWouldHardlyChange() throws SQLException {
        assertThat(stops(new BlastRadius(USUAL, 0, 51, false), 1_000, 1_000, new Judged(50, 0)))
                .isEmpty();
        assertThat(looked).containsExactly("size up to 1021", "judged");
        assertThat(stops(new BlastRadius(USUAL, 0, 51, false), 1_000, 1_000, new Judged(51, 0)))
                .contains("The run would change 51 of 1000 (5.1 %); the limit is 5.0 %.");
    }

    @Test
    void countsNoRegisterForAListThatHasFallenTooFar() throws SQLException {
        assertThat(stops(new BlastRadius(USUAL, 21, 0, false), 1_000, 5_000, new Judged(0, 0)))
                .contains("21 of 1000 entries are no longer on the list (2.1 %); the limit is 2.0 %.");
        assertThat(looked).containsExactly("listed");
    }

    @Test
    void takesWhatChangesRemoveForAFallAndTheOthersForChanges() throws SQLException {
        assertThat(stops(new BlastRadius(USUAL, 0, 21, true), 1_000, 1_000, new Judged(21, 21)))
                .contains("21 of 1000 entries are no longer on the list (2.1 %); the limit is 2.0 %.");
        assertThat(stops(new BlastRadius(USUAL, 0, 70, true), 1_000, 1_000, new Judged(70, 20)))
                .as("fifty changed and twenty removed")
                .isEmpty();
        assertThat(stops(new BlastRadius(USUAL, 0, 71, true), 1_000, 1_000, new Judged(71, 20)))
                .contains("The run would change 51 of 1000 (5.1 %); the limit is 5.0 %.");
    }

    private Optional<String> stops(BlastRadius radius, long listed, long size, Judged judged) throws SQLException {
        looked.clear();
        return radius.stops(
                () -> {
                    looked.add("listed");
                    return listed;
                },
                enough -> {
                    looked.add("size up to " + enough);
                    return Math.min(size, enough);
                },
                () -> {
                    looked.add("judged");
                    return judged;
                });
    }
}
