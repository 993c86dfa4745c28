package fi.rekisterihub.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import fi.rekisterihub.NearestWord;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One compiled JSONata expression. A {@link Shortcut}, or a function of the hub over one or two, is worked out without
 * the language's help. Thread-safe.
 */
final class Expression {

    /** The source does not speak of it, which is not the same as saying that it is empty. */
    static final Object MISSING = new Object();

    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("`[^`]+`|\\$?[\\p{L}_][\\p{L}\\p{N}_]*");
    /** Where an argument may stand; anywhere else the bar divides. */
    private static final Pattern REGULAR = Pattern.compile("(?<=[(,])\\s*/(?:[^/\\\\]|\\\\.)+/");

    private static final Pattern NAME = Pattern.compile("`[^`]+`");
    /** A condition, an alternative, or a bracket behind a value, which takes one of several. */
    private static final Pattern CHOICE = Pattern.compile(
            "\\?|\\bor\\b|\\$(?:exists|boolean|not|filter|sift|single|lookup|match)\\b|[\\p{L}\\p{N}_)\\]]\\s*\\[");

    private static final Pattern ONE_CALL = Pattern.compile("\\$(\\w+)\\((.+)\\)");
    private static final String JOIN = "join2";
    /** The language's number for what {@code $error} throws. */
    private static final String CODE_OF_ERROR = "D3137";

    private static final Pattern CALL = Pattern.compile("\\$([A-Za-z]\\w*)\\s*\\(");
    private static final Pattern DEFINED = Pattern.compile("\\$([A-Za-z]\\w*)\\s*:=");
    private static final Set<String> BUILT_IN = Set.of(
            "abs",
            "append",
            "assert",
            "average",
            "base64decode",
            "base64encode",
            "boolean",
            "ceil",
            "contains",
            "count",
            "decodeUrl",
            "decodeUrlComponent",
            "distinct",
            "each",
            "encodeUrl",
            "encodeUrlComponent",
            "error",
            "exists",
            "filter",
            "floor",
            "formatBase",
            "formatInteger",
            "formatNumber",
            "fromMillis",
            "join",
            "keys",
            "length",
            "lookup",
            "lowercase",
            "map",
            "match",
            "max",
            "merge",
            "millis",
            "min",
            "not",
            "now",
            "number",
            "pad",
            "parseInteger",
            "power",
            "random",
            "reduce",
            "replace",
            "reverse",
            "round",
            "shuffle",
            "sift",
            "single",
            "sort",
            "split",
            "spread",
            "sqrt",
            "string",
            "substring",
            "substringAfter",
            "substringBefore",
            "sum",
            "toMillis",
            "trim",
            "type",
            "uppercase",
            "zip");

    private final String source;
    private final Jsonata compiled;
    private final Jsonata exists;
    /** What the function is called with, or the path itself where there is none; null when only the language can tell. */
    private final @Nullable Shortcut path;

    private final @Nullable Shortcut second;
    private final @Nullable Function<String, @Nullable String> function;
    private final Set<String> lists;

    private Expression(String source, Codes codes) {
        this.source = source;
        this.lists = CodeFunctions.asked(source);
        this.compiled = compile(source, codes);
        this.exists = compile("$exists(" + source + ")", codes);
        Matcher call = ONE_CALL.matcher(source);
        boolean calls = call.matches();
        this.function = calls ? HubFunctions.named(call.group(1)) : null;
        if (calls && call.group(1).equals(JOIN)) {
            String[] both = call.group(2).split("\\s*,\\s*", -1);
            this.second = both.length == 2 ? Shortcut.of(both[1]) : null;
            this.path = second == null ? null : Shortcut.of(both[0]);
        } else {
            this.second = null;
            this.path = !calls ? Shortcut.of(source) : function == null ? null : Shortcut.of(call.group(2));
        }
    }

    /** @throws IllegalArgumentException saying what is wrong, when it does not compile or calls an unknown function */
    static Expression of(String source, Codes codes) {
        refuseUnknownFunctions(source);
        try {
            return new Expression(source.strip(), codes);
        } catch (JException e) {
            throw new IllegalArgumentException("%s (at character %d).".formatted(e.getMessage(), e.getLocation()), e);
        }
    }

    /** The value as plain Java, null for JSON null, {@link #MISSING} when the record does not have it. */
    @Nullable
    Object value(Map<String, ?> record) {
        if (path != null) {
            Object found = path.value(record);
            Object beside = second == null ? found : second.value(record);
            if (found != Shortcut.UNCLEAR && beside != Shortcut.UNCLEAR) {
                return second != null ? joined(found, beside) : function == null ? found : applied(function, found);
            }
        }
        return byTheLanguage(record);
    }

    /** The same without a shortcut. */
    @Nullable
    Object byTheLanguage(Map<String, ?> record) {
        try {
            Object value = compiled.evaluate(record);
            if (value == null) {
                return Boolean.TRUE.equals(exists.evaluate(record)) ? null : MISSING;
            }
            return value;
        } catch (RuntimeException e) {
            String said = saidByItsAuthor(e);
            if (said != null) {
                throw new BadRecord(null, said);
            }
            throw orOutOfMemory(e);
        }
    }

    /** The sentence of an {@code $error('…')}, when it is written there as a whole: one put together may quote the record. */
    private @Nullable String saidByItsAuthor(RuntimeException e) {
        String message =
                e instanceof JException error && CODE_OF_ERROR.equals(error.getError()) ? e.getMessage() : null;
        Matcher written = TEXT.matcher(source);
        while (message != null && written.find()) {
            if (written.group().substring(1, written.group().length() - 1).equals(message)) {
                return message;
            }
        }
        return null;
    }

    /** The language wraps what its functions throw; a lack of memory is no fault of the record and must not park it. */
    private static RuntimeException orOutOfMemory(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError memory) {
                throw memory;
            }
        }
        return e;
    }

    /** The code lists that its value depends on. */
    Set<String> lists() {
        return lists;
    }

    /** The words that stand in it for fields of the record, in their order. */
    Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        Matcher said = WORD.matcher(withoutTexts());
        while (said.find()) {
            if (!said.group().startsWith("$") && !Shortcut.WORDS_OF_THE_LANGUAGE.contains(said.group())) {
                fields.add(said.group().replace("`", ""));
            }
        }
        return fields;
    }

    /** Whether what it gives is made of only some of its fields, now of these and now of those. */
    boolean chooses() {
        return CHOICE.matcher(NAME.matcher(withoutTexts()).replaceAll("x")).find();
    }

    /** Whether the word stands in it outside of a text literal. */
    boolean names(String word) {
        Matcher said = WORD.matcher(TEXT.matcher(source).replaceAll("''"));
        while (said.find()) {
            if (said.group().replace("`", "").equals(word)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return source;
    }

    private String withoutTexts() {
        return REGULAR.matcher(TEXT.matcher(source).replaceAll("''")).replaceAll("''");
    }

    private static @Nullable Object applied(Function<String, @Nullable String> function, @Nullable Object found) {
        if (found == MISSING) {
            return MISSING;
        }
        String text = HubFunctions.plain(found);
        return text == null ? null : function.apply(text);
    }

    private static @Nullable Object joined(@Nullable Object left, @Nullable Object right) {
        if (left == MISSING && right == MISSING) {
            return MISSING;
        }
        return HubFunctions.joined(
                left == MISSING ? null : HubFunctions.plain(left), right == MISSING ? null : HubFunctions.plain(right));
    }

    private static Jsonata compile(String source, Codes codes) {
        Jsonata expression = Jsonata.jsonata(source);
        expression.setValidateInput(false);
        HubFunctions.register(expression, codes);
        return expression;
    }

    private static void refuseUnknownFunctions(String source) {
        Set<String> known = new HashSet<>(BUILT_IN);
        known.addAll(HubFunctions.names());
        known.add(JOIN);
        Matcher defined = DEFINED.matcher(source);
        while (defined.find()) {
            known.add(defined.group(1));
        }
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            if (!known.contains(call.group(1))) {
                Set<String> written = new TreeSet<>();
                known.forEach(name -> written.add("$" + name));
                String called = "$" + call.group(1);
                throw new IllegalArgumentException(
                        "unknown function '%s'%s".formatted(called, NearestWord.hint(called, written)));
            }
        }
    }
}
