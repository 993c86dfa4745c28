package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values and their numbers. */
class DictionaryTest {

    private static final int VALUES = 3_000;

    @Test
    void givesManyTheNumbersThatTheyWouldGetOneAfterAnother() {
        Random random = new Random(7);
        Dictionary oneByOne = new Dictionary();
        Dictionary together = new Dictionary();
        // So many rounds that it grows while a portion is in hand, and that most values are known at the end.
        for (int round = 0; round < 12; round++) {
            byte[][] values = IntStream.range(0, VALUES)
                    .mapToObj(i -> random.nextInt(20) == 0 ? "" : "v" + random.nextInt(VALUES * 4))
                    .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
            int[] hashes = IntStream.range(0, VALUES)
                    .map(i -> Dictionary.hash(values[i], values[i].length))
                    .toArray();
            int[] numbers = new int[VALUES];

            together.numbers(values, hashes, numbers);

            for (int i = 0; i < VALUES; i++) {
                assertThat(numbers[i]).isEqualTo(oneByOne.number(values[i], values[i].length));
                assertThat(numbers[i] == 0 ? new byte[0] : together.value(numbers[i]))
                        .isEqualTo(values[i]);
            }
        }
        assertThat(together.size()).isEqualTo(oneByOne.size()).isGreaterThan(VALUES * 3);
    }

    @Test
    void forgetsWhatNobodyHasAndFindsTheOthers() {
        Dictionary dictionary = new Dictionary();
        int[] numbers = IntStream.range(0, VALUES)
                .map(i -> {
                    byte[] value = ("value" + i).getBytes(StandardCharsets.US_ASCII);
                    return dictionary.number(value, value.length);
                })
                .toArray();
        BitSet inUse = new BitSet();
        IntStream.range(0, VALUES).filter(i -> i % 3 > 0).forEach(i -> inUse.set(numbers[i]));

        dictionary.forgetAllBut(inUse);

        for (int i = 0; i < VALUES; i++) {
            byte[] value = ("value" + i).getBytes(StandardCharsets.US_ASCII);
            assertThat(dictionary.find(value, value.length)).isEqualTo(i % 3 > 0 ? numbers[i] : 0);
        }
        byte[] again = "value0".getBytes(StandardCharsets.US_ASCII);
        assertThat(dictionary.value(dictionary.number(again, again.length))).isEqualTo(again);
        assertThat(dictionary.hasBytes("value2998".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(dictionary.hasBytes("value2997".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }
}
