package fi.rekisterihub.mapping;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Fn1;
import com.dashjoin.jsonata.Jsonata.Fn2;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.Finland;
import fi.rekisterihub.register.NameParticles;
import fi.rekisterihub.register.SubjectKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The functions that mapping tables may use besides JSONata's own. Each takes what the source wrote and gives the
 * register's form; what cannot be read makes a {@link BadRecord}, and nothing gives nothing.
 */
public final class HubFunctions {

    private static final Map<String, Function<String, @Nullable String>> OF_ONE = Map.of(
            "text", text -> text,
            "phone", HubFunctions::phone,
            "email", HubFunctions::email,
            "businessId", HubFunctions::businessId,
            "postalCode", HubFunctions::postalCode,
            "date", HubFunctions::date,
            "capitalised", HubFunctions::capitalised,
            "familyName", name -> surnameFirst(name, true),
            "givenNames", name -> surnameFirst(name, false));

    /** Said in {@code only}: true, or the record is parked. */
    private static final Map<String, Fn1<Object, Object>> JUDGING =
            Map.of("sound", HubFunctions::sound, "readable", HubFunctions::readable);

    /** For a source that writes a whole object as a text. */
    private static final String JSON = "json";

    private static final JsonMapper MAPPER = new JsonMapper();

    private HubFunctions() {}

    /** Names without the {@code $}. */
    public static List<String> names() {
        return Stream.of(OF_ONE.keySet(), JUDGING.keySet(), Set.of(JSON), CodeFunctions.NAMES)
                .flatMap(Set::stream)
                .sorted()
                .toList();
    }

    static @Nullable Function<String, @Nullable String> named(String name) {
        return OF_ONE.get(name);
    }

    static void register(Jsonata expression, Codes codes) {
        CodeFunctions.register(expression, codes);
        OF_ONE.forEach((name, function) -> expression.registerFunction(
                name, (Fn1<Object, @Nullable Object>) argument -> apply(function, argument)));
        JUDGING.forEach(expression::registerFunction);
        expression.registerFunction(JSON, (Fn1<Object, @Nullable Object>) HubFunctions::parsed);
        expression.registerFunction(
                "join2", (Fn2<Object, Object, @Nullable Object>) (left, right) -> joined(plain(left), plain(right)));
    }

    private static @Nullable Object apply(Function<String, @Nullable String> function, @Nullable Object argument) {
        String text = plain(argument);
        return text == null ? null : function.apply(text);
    }

    /** The trimmed text of a JSON value; null for null, missing and blank. */
    static @Nullable String plain(@Nullable Object value) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return null;
        }
        String text = value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : value.toString();
        String trimmed = text.strip();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** A source that tells its own errors beside a record tells nothing to build on; its words may name the person. */
    private static Object sound(@Nullable Object errors) {
        if (errors instanceof List<?> list && !list.isEmpty() || plain(errors) != null && !(errors instanceof List)) {
            throw new BadRecord(null, "The source itself reports an error in this record.");
        }
        return true;
    }

    /** A reader of the hub says by itself why it could not understand a record. */
    private static Object readable(@Nullable Object reason) {
        String text = plain(reason);
        if (text != null) {
            throw new BadRecord(null, text);
        }
        return true;
    }

    /** The object or list that a text holds; nothing for a text that is none, such as a greeting. */
    private static @Nullable Object parsed(@Nullable Object value) {
        String text = plain(value);
        if (text == null || !text.startsWith("{") && !text.startsWith("[")) {
            return null;
        }
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException broken) {
            throw new BadRecord(null, "The JSON that stands in the record as a text cannot be read.");
        }
    }

    private static String phone(String text) {
        return SubjectKeys.normalPhone(text)
                .orElseThrow(() -> new BadRecord("phone", "The phone number cannot be one in Finland or abroad."));
    }

    private static String email(String text) {
        if (SubjectKeys.normalEmail(text).isEmpty()) {
            throw new BadRecord("email", "The e-mail address has no '@' between a name and a domain.");
        }
        return text;
    }

    private static String businessId(String text) {
        return BusinessId.parse(text)
                .orElseThrow(() -> new BadRecord("businessId", "The Y-tunnus has a wrong check digit or form."));
    }

    /** Spreadsheets drop the zeros in front. */
    private static String postalCode(String text) {
        return text.chars().allMatch(Character::isDigit) && text.length() < 5
                ? "0".repeat(5 - text.length()) + text
                : text;
    }

    /** ISO date from an ISO date or time, a Finnish date, {@code yyyymmdd}, or epoch milliseconds. */
    private static String date(String text) {
        try {
            if (text.matches("\\d{12,13}")) {
                return Instant.ofEpochMilli(Long.parseLong(text))
                        .atZone(Finland.ZONE)
                        .toLocalDate()
                        .toString();
            }
            if (text.matches("\\d{8}")) {
                return LocalDate.parse(text, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                        .toString();
            }
            if (text.matches("\\d{1,2}\\.\\d{1,2}\\.\\d{4}")) {
                return LocalDate.parse(text, java.time.format.DateTimeFormatter.ofPattern("d.M.uuuu"))
                        .toString();
            }
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text)
                    .toString();
        } catch (java.time.DateTimeException e) {
            throw new BadRecord("date", "The date is not of a form such as 2026-11-22, 22.11.2026 or 20261122.");
        }
    }

    /** {@code HELSINKI} as {@code Helsinki}; a text with small letters in it is left as it is. */
    static String capitalised(String text) {
        if (!text.equals(text.toUpperCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder written = new StringBuilder(text.toLowerCase(Locale.ROOT));
        for (int i = 0; i < written.length(); i++) {
            if (i == 0 || written.charAt(i - 1) == ' ' || written.charAt(i - 1) == '-') {
                written.setCharAt(i, Character.toTitleCase(written.charAt(i)));
            }
        }
        return written.toString();
    }

    /** One field with the surname first, as credit bureaus write it. */
    private static @Nullable String surnameFirst(String name, boolean family) {
        int space = name.indexOf(' ');
        for (int from = 0; space > 0 && NameParticles.contain(name.substring(from, space)); ) {
            from = space + 1;
            space = name.indexOf(' ', from);
        }
        if (space < 0) {
            return family ? name : null;
        }
        return family ? name.substring(0, space) : name.substring(space + 1).strip();
    }

    static @Nullable String joined(@Nullable String left, @Nullable String right) {
        if (left == null) {
            return right;
        }
        return right == null || left.endsWith(" " + right) ? left : left + " " + right;
    }
}
