package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Slips counted by bits are those that a table counts. */
class LikenessTest {

    private final Likeness likeness = new Likeness();

    @Property
    void countsSlipsAsTheTableDoes(@ForAll("words") String left, @ForAll("words") String right) {
        assertThat(likeness.slips(bytes(left), bytes(right))).isEqualTo(byTable(left, right));
    }

    @Property
    void saysTheSameOfATextThatIsKept(
            @ForAll("words") String left, @ForAll("words") String right, @ForAll("words") String third) {
        byte[] kept = bytes(left);
        likeness.keep(kept);
        for (String other : List.of(right, third, right)) {
            assertThat(likeness.slips(kept, bytes(other))).isEqualTo(byTable(left, other));
            assertThat(likeness.ofText(kept, bytes(other))).isEqualTo(new Likeness().ofText(bytes(left), bytes(other)));
            assertThat(likeness.ofText(bytes(third), bytes(right)))
                    .isEqualTo(new Likeness().ofText(bytes(third), bytes(right)));
        }
    }

    @Property
    void isTheSameBothWays(@ForAll("words") String left, @ForAll("words") String right) {
        assertThat(likeness.ofText(bytes(left), bytes(right))).isBetween(0.0, 1.0);
        assertThat(likeness.ofText(bytes(left), bytes(right))).isEqualTo(likeness.ofText(bytes(right), bytes(left)));
        assertThat(likeness.slips(bytes(left), bytes(right))).isEqualTo(likeness.slips(bytes(right), bytes(left)));
    }

    @Example
    void takesWordsInAnotherOrderForAlike() {
        assertThat(likeness.ofText(bytes("horizon avenue"), bytes("avenue horizon")))
                .isEqualTo(1);
    }

    @Example
    void looksAtTheBeginningOfALongTextOnly() {
        byte[] huge = bytes("a".repeat(1_000_000));

        assertThat(likeness.slips(huge, bytes("b"))).isEqualTo(Likeness.LONGEST);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("abc ö").ofMaxLength(70);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Optimal string alignment as textbooks write it. */
    private static int byTable(String whole, String otherWhole) {
        String left = whole.substring(0, Math.min(whole.length(), Likeness.LONGEST));
        String right = otherWhole.substring(0, Math.min(otherWhole.length(), Likeness.LONGEST));
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                table[i][j] =
                        Math.min(table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[left.length()][right.length()];
    }
}
