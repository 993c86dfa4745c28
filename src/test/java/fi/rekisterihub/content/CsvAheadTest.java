package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CsvAheadTest {

    private static final int ROWS = 60_000;

    @Test
    void showsEveryRowAsItWasCut() throws IOException {
        byte[] file = rows(ROWS).getBytes(StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        CsvRow row = row();
        CsvCut cut = new CsvCut(new ByteArrayInputStream(file), 0, ';', row);
        while (cut.next()) {
            expected.add(told(row));
        }

        assertThat(shown(new ByteArrayInputStream(file))).hasSize(ROWS).isEqualTo(expected);
    }

    @Test
    void tellsWhatIsWrongBehindTheRowsThatAreRight() {
        byte[] file = (rows(ROWS) + "1;\"never closed").getBytes(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();

        assertThatThrownBy(() -> show(new ByteArrayInputStream(file), seen))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining("opens a quote that is never closed");
        assertThat(seen).hasSize(ROWS);
    }

    @Test
    void aFileThatBreaksOffIsNoEnd() {
        byte[] file = rows(ROWS).getBytes(StandardCharsets.UTF_8);
        InputStream broken = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                throw new IOException("not asked for");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (at > file.length / 2) {
                    throw new IOException("The disk is gone.");
                }
                int read = Math.min(length, 10_000);
                System.arraycopy(file, at, into, from, read);
                at += read;
                return read;
            }
        };

        assertThatThrownBy(() -> shown(broken)).isInstanceOf(IOException.class).hasMessage("The disk is gone.");
    }

    @Test
    void nothingReadsOnWhenNobodyLooksAnyMore() throws IOException {
        byte[] file = rows(ROWS).getBytes(StandardCharsets.UTF_8);
        String cutter = Thread.currentThread().getName() + "-cut";
        CsvRow cut = row();
        try (CsvAhead rows = new CsvAhead(new CsvCut(new ByteArrayInputStream(file), 0, ';', cut), cut, row())) {
            assertThat(rows.next()).isTrue();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> running(cutter));
        }

        assertThat(running(cutter)).isFalse();
    }

    @Test
    void aSmallFileNeedsNoThread() throws IOException {
        String cutter = Thread.currentThread().getName() + "-cut";
        CsvRow cut = row();
        InputStream file = new ByteArrayInputStream("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8));
        try (CsvAhead rows = new CsvAhead(new CsvCut(file, 0, ';', cut), cut, row())) {
            assertThat(rows.next()).isTrue();
            assertThat(running(cutter)).isFalse();
        }
    }

    private static boolean running(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    private static List<String> shown(InputStream file) throws IOException {
        List<String> seen = new ArrayList<>();
        show(file, seen);
        return seen;
    }

    private static void show(InputStream file, List<String> seen) throws IOException {
        CsvRow cut = row();
        CsvRow row = row();
        try (CsvAhead rows = new CsvAhead(new CsvCut(file, 0, ';', cut), cut, row)) {
            while (rows.next()) {
                seen.add(told(row));
            }
        }
    }

    private static String told(CsvRow row) {
        StringBuilder told = new StringBuilder().append(row.line);
        for (int i = 0; i < row.count; i++) {
            told.append('|').append(row.field(i));
        }
        return told.append(row.unsound).append(row.quoted).append(row.isText()).toString();
    }

    private static CsvRow row() {
        return new CsvRow(';', StandardCharsets.UTF_8);
    }

    /** Some quoted, some over several lines, some with letters beyond ASCII, with one to twenty fields. */
    private static String rows(int number) {
        Random random = new Random(7);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < number; i++) {
            int fields = 1 + random.nextInt(20);
            for (int f = 0; f < fields; f++) {
                rows.append(f == 0 ? "" : ";").append(value(random, i));
            }
            rows.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return rows.toString();
    }

    private static String value(Random random, int row) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"a; \"\"b\"\"\nc\"";
            case 1 -> "Järvenpää " + row;
            case 2 -> "\"behind\"it";
            default -> "plain" + random.nextInt(1000);
        };
    }
}
