package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is worked out without the language means what the language says. */
class ExpressionTest {

    private static final String[] NAMES = {"a", "b", "c"};

    private final SplittableRandom random = new SplittableRandom(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b",
                "a.b.c",
                "a[b='x'][0].c",
                "a[b=1][0].c",
                "a[b='x' and c=2][0].a",
                "a[$exists(b)][0].c",
                "a[b='1' and $not($exists(c))][0].b",
                "a[b=1][0].c[b='x'][0].a",
                "$text(a)",
                "$text(a.b)",
                "$text(a[b='x'][0].c)",
                "$text(a[b=1][0].c[b='x'][0].a)",
                "$join2(a, b)",
                "$join2(a[b='x'][0].c, a[b='x'][0].b)"
            })
    void meansWhatTheLanguageSays(String source) {
        Expression expression = Expression.of(source, new Codes());
        int told = 0;
        for (int i = 0; i < 6_000; i++) {
            Map<String, Object> record = object(3);
            Object byTheLanguage = plain(expression.byTheLanguage(record));
            assertThat(plain(expression.value(record)))
                    .as("%s of %s", source, record)
                    .isEqualTo(byTheLanguage);
            told += byTheLanguage == Expression.MISSING ? 0 : 1;
        }
        assertThat(told).as("records that say something").isGreaterThan(5);
    }

    /** The language itself tells null only where a path ends; a table must be able to empty a field. */
    @Test
    void whatIsSaidToBeEmptyIsEmptyAndWhatIsNotSaidIsMissing() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("a", null);
        record.put("b", List.of(new LinkedHashMap<>(Map.of("type", "1"))));
        assertThat(value("a", record)).isNull();
        assertThat(value("$phone(a)", record)).isNull();
        assertThat(value("c", record)).isSameAs(Expression.MISSING);
        assertThat(value("$phone(c)", record)).isSameAs(Expression.MISSING);
        assertThat(value("b[type='1'][0].name", record)).isSameAs(Expression.MISSING);
        assertThat(value("b[type='2'][0].name", record)).isSameAs(Expression.MISSING);
        assertThat(value("a[type='1'][0].name", record)).isSameAs(Expression.MISSING);
    }

    @Test
    void aSentenceOfTheAuthorIsTheReasonUnlessItIsPutTogetherOfWhatTheRecordSays() {
        assertThatThrownBy(() -> value("$error('The channel is unknown.')", Map.of()))
                .isInstanceOf(BadRecord.class)
                .hasMessage("The channel is unknown.");
        assertThatThrownBy(() -> value("a = 'x' ? 1 : $error('Unknown: ' & a)", Map.of("a", "secret")))
                .isNotInstanceOf(BadRecord.class);
        assertThatThrownBy(() -> value("$number('The channel is unknown.')", Map.of()))
                .as("what the language says by itself")
                .isNotInstanceOf(BadRecord.class);
    }

    private static Object value(String source, Map<String, Object> record) {
        return Expression.of(source, new Codes()).value(record);
    }

    @Test
    void aPathOfAnotherKindIsLeftToTheLanguage() {
        for (String source :
                List.of("a[0]", "a[b>1][0].c", "a[b='x'].c", "a.b & c", "true", "a[b='it\\'s'][0].c", "a[b=c][0].a")) {
            assertThat(Shortcut.of(source)).as(source).isNull();
        }
    }

    /** Whole numbers are the same however they are held. */
    private static Object plain(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(5) > 0) {
                object.put(name, value(depth));
            }
        }
        return object;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 5)) {
            case 0 -> "x";
            case 1 -> random.nextInt(3);
            case 2 -> random.nextBoolean() ? "1" : " y ";
            case 3 -> "x";
            case 4 -> random.nextInt(8) == 0 ? (Object) true : 1.0;
            case 5 -> object(depth - 1);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random.nextInt(6) == 0 ? value(depth - 1) : object(depth - 1));
                }
                yield list;
            }
        };
    }
}
