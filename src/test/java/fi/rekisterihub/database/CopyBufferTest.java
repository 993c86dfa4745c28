package fi.rekisterihub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyBufferTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Aino", "Mäkelä", "Åström €", "שלום", "x\uD83D\uDE00y", "half \uD83D", "ä\uD83D\uDE00"})
    void writesTextAsUtf8(String text) {
        CopyBuffer buffer = new CopyBuffer(1);

        buffer.text(text);

        assertThat(written(buffer)).isEqualTo(lengthAnd(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void writesAnyTextAsUtf8() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x11000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            CopyBuffer buffer = new CopyBuffer(8);

            buffer.text(text);

            assertThat(written(buffer)).isEqualTo(lengthAnd(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void saysHowLongAnArrayIsAndWhereItHasNothing() {
        CopyBuffer buffer = new CopyBuffer(1);

        buffer.texts(Arrays.asList("a", null));

        ByteBuffer expected = ByteBuffer.allocate(4 + 12 + 8 + 5 + 4);
        expected.putInt(29).putInt(1).putInt(1).putInt(25).putInt(2).putInt(1);
        expected.putInt(1).put((byte) 'a').putInt(-1);
        assertThat(written(buffer)).isEqualTo(expected.array());
    }

    private static byte[] written(CopyBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.size());
    }

    private static byte[] lengthAnd(byte[] text) {
        return ByteBuffer.allocate(4 + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
