package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void aReaderMeetsEveryDifferenceWithItsOwnEntity() {
        SplittableRandom random = new SplittableRandom(1);
        Differences differences = new Differences();
        List<String> expected = new ArrayList<>();
        for (long ordinal = 1; ordinal <= 300_000; ordinal++) {
            if (random.nextInt(3) == 0) {
                boolean known = random.nextBoolean();
                long entity = known && random.nextBoolean() ? ordinal * 7 : 0;
                differences.add(ordinal, known, entity);
                expected.add(ordinal + " " + known + " " + (entity == 0 ? null : entity));
            }
        }
        List<String> met = new ArrayList<>();
        Differences.Cursor cursor = differences.cursor();
        for (long ordinal = 1; ordinal <= 300_000; ordinal++) {
            if (cursor.moveTo(ordinal)) {
                met.add(ordinal + " " + cursor.known() + " " + cursor.entityId());
            }
        }
        assertThat(met).isEqualTo(expected).hasSize((int) differences.size());
    }

    @Test
    void nothingDiffersInAnEmptyDelivery() {
        assertThat(new Differences().cursor().moveTo(1)).isFalse();
        assertThat(new Differences().size()).isZero();
    }
}
