package fi.rekisterihub.mapping;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Fn2;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $codeText(list, code, language)} and {@code $town(postal code, language)}. Where the record does not speak of the
 * code they say nothing; where the list does not know it they say null, so that no old text stays beside a new code.
 */
final class CodeFunctions {

    static final Set<String> NAMES = Set.of("codeText", "town");

    private static final Pattern LIST = Pattern.compile("\\$codeText\\s*\\(\\s*(?:'([\\w-]+)'|\"([\\w-]+)\")?");
    private static final Pattern TOWN = Pattern.compile("\\$town\\s*\\(");

    private CodeFunctions() {}

    static void register(Jsonata expression, Codes codes) {
        expression.registerFunction(
                "codeText",
                new JFunction(
                        (input, said) -> text(
                                codes, HubFunctions.plain(argument(said, 0)), argument(said, 1), argument(said, 2)),
                        null));
        expression.registerFunction(
                "town", (Fn2<Object, Object, @Nullable Object>) (code, language) -> town(codes, code, language));
    }

    /**
     * The lists that an expression asks.
     *
     * @throws IllegalArgumentException when it does not name one as a text, so that nobody could tell which it depends on
     */
    static Set<String> asked(String source) {
        Set<String> lists = new TreeSet<>();
        Matcher list = LIST.matcher(source);
        while (list.find()) {
            if (list.group(1) == null && list.group(2) == null) {
                throw new IllegalArgumentException(
                        "'$codeText' wants the name of the list as a text, as in $codeText('YRMU', …)");
            }
            lists.add(list.group(1) == null ? list.group(2) : list.group(1));
        }
        if (TOWN.matcher(source).find()) {
            lists.add(CodeBook.POST_CODES);
        }
        return lists;
    }

    private static @Nullable Object argument(List<?> said, int number) {
        return number < said.size() ? said.get(number) : null;
    }

    private static @Nullable Object town(Codes codes, @Nullable Object code, @Nullable Object language) {
        Object text = text(codes, CodeBook.POST_CODES, code, language);
        return text instanceof String town ? HubFunctions.capitalised(town) : text;
    }

    private static @Nullable Object text(
            Codes codes, @Nullable String list, @Nullable Object code, @Nullable Object language) {
        if (code == null) {
            return null;
        }
        String written = HubFunctions.plain(code);
        String said = HubFunctions.plain(language);
        String text = written == null || list == null ? null : codes.text(list, written, said == null ? "fi" : said);
        return text == null ? Jsonata.NULL_VALUE : text;
    }
}
