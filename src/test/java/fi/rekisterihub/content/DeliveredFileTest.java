package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DeliveredFileTest {

    private static final String TEXT = "key;name\n" + "K-1;Mäkelä, puheenjohtaja\nK-2;Öhman\n".repeat(2_000);

    @TempDir
    private Path folder;

    @Test
    void theSameTextComesOutHoweverItIsPacked() throws IOException {
        assertThat(read(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(read(gzip(TEXT))).isEqualTo(TEXT);
        assertThat(read(zip(TEXT, "list.csv"))).isEqualTo(TEXT);
        assertThat(read(zip(TEXT, "list.csv", "__MACOSX/._list.csv", "folder/")))
                .isEqualTo(TEXT);
    }

    @Test
    void anArchiveIsReadAgainFromItsStart() throws IOException {
        DeliveredFile file = file(zip(TEXT, "list.csv"));

        assertThat(text(file)).isEqualTo(text(file)).isEqualTo(TEXT);
    }

    @Test
    void aFileThatWasCutShortSaysSo() {
        assertUnreadable(() -> read(half(gzip(TEXT))), "it ends too early");
        assertUnreadable(() -> read(half(zip(TEXT, "list.csv"))), "END header");
        assertUnreadable(() -> read(new byte[] {0x1F, (byte) 0x8B, 8}), "it ends too early");
        assertUnreadable(() -> read("PK".getBytes(StandardCharsets.UTF_8)), "damaged");
    }

    @Test
    void oneChangedByteOfAnArchiveIsNoticed() throws IOException {
        for (byte[] packed : new byte[][] {gzip(TEXT), zip(TEXT, "list.csv"), stored(TEXT)}) {
            byte[] changed = packed.clone();
            changed[packed.length / 2] ^= 0x10;

            assertUnreadable(() -> read(changed), "damaged, cut short or locked");
        }
    }

    @Test
    void anArchiveOfSeveralFilesIsNotGuessedAt() {
        assertUnreadable(() -> read(zip(TEXT, "a.csv", "b.csv")), "holds 2 files");
        assertUnreadable(() -> read(zip(TEXT, "folder/")), "holds 0 files");
        assertUnreadable(() -> read(zip(TEXT, "[Content_Types].xml", "xl/workbook.xml")), "Excel workbook");
    }

    @Test
    void aBombIsStoppedByItsRatioAndByTheSetting() throws IOException {
        byte[] bomb = gzip("\0".repeat(1_000_000), 200);

        assertUnreadable(() -> read(bomb), "more than 300 times its size");
        assertUnreadable(() -> read(gzip("0123456789", 30_000)), "more than hub.intake.largest-unpacked (200000B)");
    }

    private static void assertUnreadable(ThrowingCallable reading, String reason) {
        assertThatThrownBy(reading).isInstanceOf(UnreadableDelivery.class).hasMessageContaining(reason);
    }

    private String read(byte[] content) throws IOException {
        return text(file(content));
    }

    private DeliveredFile file(byte[] content) throws IOException {
        boolean bomb = content.length > 100_000;
        return new DeliveredFile(
                Files.write(folder.resolve("delivery"), content),
                bomb ? DataSize.ofGigabytes(1) : DataSize.ofBytes(200_000));
    }

    private static String text(DeliveredFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text, 1);
    }

    private static byte[] gzip(String text, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] once = text.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(once);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String text, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Not even packed: only the checksum can tell. */
    private static byte[] stored(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("list.csv"));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
