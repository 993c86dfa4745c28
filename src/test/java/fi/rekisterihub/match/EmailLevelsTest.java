package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which e-mail addresses may be one that somebody has written wrong. */
class EmailLevelsTest {

    @ParameterizedTest
    @CsvSource({
        "aino.esimerkki@post.example, aino.esimerki@post.example, 1",
        "aino7@post.example, aion7@post.example, 1",
        "aino@post1.example, aino@post2.example, 2",
        "aino@post.example, aino@mail.example, 2",
    })
    void takesSlipsAndAnotherProviderForAlike(String left, String right, int level) {
        assertThat(level(left, right)).isEqualTo(level);
        assertThat(level(right, left)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "aino2@post.example, aino3@post.example",
        "aino.esimerkki@post.example, aino.esimerkki1@post.example",
        "aino12@post.example, aino21@post.example",
        "aino.esimerkki2@post.example, aino.esimerkki21@post.example",
    })
    void takesAnotherNumberForAnotherAddress(String left, String right) {
        assertThat(level(left, right)).isEqualTo(3);
        assertThat(level(right, left)).isEqualTo(3);
    }

    private static int level(String left, String right) {
        return Measure.EMAIL.level(
                new Likeness(),
                left.getBytes(StandardCharsets.ISO_8859_1),
                right.getBytes(StandardCharsets.ISO_8859_1));
    }
}
