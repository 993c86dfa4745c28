package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two numbers are one house. */
class HouseNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 B 45 | 12b45 | 0",
                "12 B as. 45 | 12 B 45 | 0",
                "12 | 12 B 45 | 1",
                "12 as 45 | 12 B 45 | 1",
                "12 B | 12 B 45 | 1",
                "12 A | 12 | 1",
                "12 B 45 | 12 B 46 | 1",
                "12 B 45 | 12 A 9 | 2",
                "5 A 2 | 5 C 17 | 3",
                "1 A 2 | 7 C 31 | 3",
                "5 | 71 A 5 | 3",
                "5 | 5 B 17 | 1",
                "5 | 5 B | 1",
                "45 | 12 B 45 | 3",
                "12 | 13 | 1",
                "125 | 1287 | 2",
                "5 | 71 | 3",
            })
    void takesAHouseWithAndWithoutItsFlatForNearlyTheSame(String left, String right, int level) {
        assertThat(level(form(left), form(right))).isEqualTo(level);
        assertThat(level(form(right), form(left))).isEqualTo(level);
    }

    private static int level(String left, String right) {
        return left.equals(right)
                ? 0
                : FieldType.HOUSE_NUMBER
                        .measure()
                        .level(
                                new Likeness(),
                                left.getBytes(StandardCharsets.ISO_8859_1),
                                right.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String form(String number) {
        Form form = new Form();
        form.of(FieldType.HOUSE_NUMBER, number);
        return new String(form.bytes(), 0, form.length(), StandardCharsets.ISO_8859_1);
    }
}
