package fi.rekisterihub.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | [{\"a\":1},{\"a\":2}]",
                "'' | {\"a\":1} {\"a\":2}",
                "list | {\"n\":{\"list\":[9]},\"list\":[{\"a\":1},{\"a\":2}],\"end\":[{\"a\":3}]}",
                "list | [{\"a\":1},{\"a\":2}]",
                "in.list | {\"in\":{\"list\":[{\"a\":1},{\"a\":2}]},\"list\":[]}"
            })
    void recordsAreFoundAtTheirPath(String path, String json) {
        assertThat(read(json, path)).containsExactly("1: {a=1}", "2: {a=2}");
    }

    @Test
    void anEmptyListIsNoRecordsAndAMissingOneIsAnError() {
        assertThat(read("{\"list\":[]}", "list")).isEmpty();
        assertUnreadable("{\"list\":null}", "list", "The content has no list at 'list'.");
        assertUnreadable("{}", "list", "The content has no list at 'list'.");
        assertUnreadable("", "", "The content is neither a list of records nor a record.");
        assertUnreadable("42", "", "The content is neither a list of records nor a record.");
    }

    @Test
    void whatIsNoObjectIsOneBadRecord() {
        assertThat(read("[{\"a\":1},\"x\",null,[1]]", ""))
                .containsExactly(
                        "1: {a=1}",
                        "2: The record is no JSON object.",
                        "3: The record is no JSON object.",
                        "4: The record is no JSON object.");
    }

    @Test
    void numbersBeyondSixtyFourBitsKeepTheirDigits() {
        List<Map<String, ?>> records = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        new JsonRecords(
                        List.of(source("{\"id\":123456789012345678901234567890,\"long\":9007199254740993,\"exact\":0.1,"
                                + "\"fine\":1234567890.12345678901}")),
                        "")
                .read((ordinal, line, text, fields, bad) -> {
                    records.add(Map.copyOf(fields));
                    raw.add(text.text());
                });

        assertThat(records.get(0).get("id")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(records.get(0).get("long")).isEqualTo(9007199254740993L);
        assertThat(records.get(0).get("exact")).isEqualTo(0.1);
        assertThat(records.get(0).get("fine")).hasToString("1234567890.12345678901");
        assertThat(raw.get(0)).contains("123456789012345678901234567890", "1234567890.12345678901");
    }

    @Test
    void nestingWithoutEndIsStoppedWithoutAStackOverflow() {
        assertUnreadable("[{\"a\":" + "[".repeat(100_000), "", "Record 1 is nested too deeply");
        assertUnreadable("[{\"a\":{\"b\":" + "{\"c\":".repeat(5_000), "", "Record 1 is nested too deeply");
    }

    @Test
    void aNumberOrATextThatGoesOnIsStopped() {
        assertUnreadable("[{\"a\":" + "9".repeat(2_000) + "}]", "", "too long");
        assertUnreadable("[{\"a\":\"" + "x".repeat(21_000_000) + "\"}]", "", "too long");
    }

    @Test
    void aFileThatWasCutShortIsNotReadAsAShorterOne() {
        assertUnreadable("[{\"a\":1},{\"a\":2}", "", "What came is no JSON");
        assertUnreadable("{\"list\":[{\"a\":1}],\"total\":", "list", "What came is no JSON");
    }

    @Test
    void aWebPageIsToldFromJson() {
        assertUnreadable(
                "<!DOCTYPE html><html></html>",
                "",
                "What came is no JSON (line 1, column 1); it begins like a web page or XML.");
    }

    @Test
    void neverSaysWhatStoodInTheFile() {
        assertThatThrownBy(() -> read("[{\"name\": Salainen}]", ""))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageNotContaining("Salainen")
                .hasNoCause();
    }

    /** The real file is a list of 1.5 GB; a tenth of it passes through a reader that keeps nothing. */
    @Test
    void aLongListPassesThroughAtConstantMemory() {
        long records = 150_000;
        byte[] record = "{\"businessId\":{\"value\":\"9000027-6\"},\"names\":[{\"name\":\"Lumi Konepaja Oy\"}]},"
                .getBytes(StandardCharsets.UTF_8);
        long[] seen = {0};

        new JsonRecords(List.of(() -> new Repeated(record, records)), "")
                .read((ordinal, line, raw, fields, bad) -> seen[0]++);

        assertThat(seen[0]).isEqualTo(records + 1);
    }

    private static void assertUnreadable(String json, String path, String message) {
        assertThatThrownBy(() -> read(json, path))
                .isInstanceOf(UnreadableDelivery.class)
                .hasMessageContaining(message);
    }

    private static List<String> read(String json, String path) {
        List<String> read = new ArrayList<>();
        new JsonRecords(List.of(source(json)), path)
                .read((ordinal, line, raw, fields, bad) ->
                        read.add("%d: %s".formatted(ordinal, bad == null ? fields : bad.reason())));
        return read;
    }

    private static ByteSource source(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code [}, the same bytes many times, {@code {}]}; made while it is read. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private final long times;
        private long at = -1;

        Repeated(byte[] bytes, long times) {
            this.bytes = bytes;
            this.times = times;
        }

        @Override
        public int read() {
            long here = at++;
            if (here < 0) {
                return '[';
            }
            long behind = here - bytes.length * times;
            return behind < 0 ? bytes[(int) (here % bytes.length)] : behind < 3 ? "{}]".charAt((int) behind) : -1;
        }
    }
}
