package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** An outline never says less of two values than they are: what it leaves out is left out rightly. */
class OutlineTest {

    private static final Measure[] MEASURES = {Measure.NAME, Measure.TEXT, Measure.EMAIL, Measure.NUMBER, Measure.CODE};

    private final Likeness likeness = new Likeness();

    @Property(tries = 3_000)
    void neverPutsTwoValuesFurtherApartThanTheyAre(@ForAll("values") String one, @ForAll("values") String other) {
        Assume.that(!one.equals(other));
        byte[] left = bytes(one);
        byte[] right = bytes(other);

        for (Measure measure : MEASURES) {
            assertThat(Outline.bestLevel(measure, of(left), of(right)))
                    .as("%s of '%s' and '%s'", measure, one, other)
                    .isBetween(1, measure.level(likeness, left, right));
        }
    }

    @Property(tries = 3_000)
    void neverTellsALevelThatIsNotTheirs(@ForAll("values") String one, @ForAll("values") String other) {
        Assume.that(!one.equals(other));
        byte[] left = bytes(one);
        byte[] right = bytes(other);

        for (Measure measure : MEASURES) {
            int best = Outline.bestLevel(measure, of(left), of(right));
            if (best >= Outline.tellsFrom(measure)) {
                assertThat(best)
                        .as("%s of '%s' and '%s'", measure, one, other)
                        .isEqualTo(measure.level(likeness, left, right));
            }
        }
    }

    @Test
    void tellsQuiteOtherValuesApart() {
        assertThat(best(Measure.NAME, "virtanen", "koskelo")).isGreaterThan(3);
        assertThat(best(Measure.TEXT, "kuusitie", "mannerheimgatan")).isGreaterThan(2);
        assertThat(best(Measure.NUMBER, "+358401234567", "+358509998880")).isEqualTo(4);
        assertThat(best(Measure.CODE, "00100", "33720")).isEqualTo(3);
        assertThat(best(Measure.CODE, "00100", "00742")).isEqualTo(2);
    }

    private static int best(Measure measure, String one, String other) {
        return Outline.bestLevel(measure, of(bytes(one)), of(bytes(other)));
    }

    private static long of(byte[] value) {
        return Outline.of(value, 0, value.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Few letters, so that many are nearly alike; and some too long to be outlined. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, text("abå 12", 12)),
                net.jqwik.api.Tuple.of(4, text("0123456789", 8)),
                net.jqwik.api.Tuple.of(2, text("+0123", 6)),
                net.jqwik.api.Tuple.of(3, text("aeinstväö @.3", 25)),
                net.jqwik.api.Tuple.of(1, text("abc ", 90)));
    }

    private static Arbitrary<String> text(String letters, int longest) {
        return Arbitraries.strings()
                .withChars(letters.toCharArray())
                .ofMinLength(1)
                .ofMaxLength(longest)
                .map(text -> text.strip().replaceAll(" +", " "))
                .filter(text -> !text.isEmpty());
    }
}
