package fi.rekisterihub.mapping;

import fi.rekisterihub.Section;
import fi.rekisterihub.mapping.ContentFormat.Csv;
import fi.rekisterihub.mapping.ContentFormat.Fixed;
import fi.rekisterihub.mapping.ContentFormat.Hashes;
import fi.rekisterihub.mapping.ContentFormat.Xlsx;
import fi.rekisterihub.mapping.HashScheme.Normal;
import fi.rekisterihub.mapping.ListRules.Found;
import fi.rekisterihub.mapping.ListRules.Place;
import fi.rekisterihub.mapping.ListRules.Version;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code list:} of a mapping table. */
final class ListReader {

    private static final String ANY = "(?s).*";

    private ListReader() {}

    static ListRules read(Section root, RecordKind kind, ContentFormat content, Set<String> targets) {
        if (root.has("list") && kind != RecordKind.OPTOUT) {
            root.problem("list", "'list' is for tables with 'record: optout'.");
        }
        ListRules rules = root.section("list").map(list -> rules(list, content)).orElse(ListRules.NONE);
        if (targets.contains("emailHash") && rules.email() == null) {
            root.problem("fields", "'emailHash' needs 'list: {hash: {email: …}}', which says how the hash was made.");
        }
        if (targets.contains("phoneHash") && rules.phone() == null) {
            root.problem("fields", "'phoneHash' needs 'list: {hash: {phone: …}}', which says how the hash was made.");
        }
        return rules;
    }

    private static ListRules rules(Section list, ContentFormat content) {
        list.only("version", "maximum-age", "count", "changes", "step", "hash");
        Section hash =
                list.section("hash").map(all -> all.only("email", "phone")).orElse(null);
        return new ListRules(
                list.section("version").map(it -> version(it, content)).orElse(null),
                days(list, "maximum-age"),
                list.section("count")
                        .map(count -> found(count.only("place", "pattern"), content, "header", "trailer", "file-name"))
                        .orElse(null),
                list.section("changes")
                        .map(changes ->
                                found(changes.only("place", "pattern"), content, "file-name", "header", "trailer"))
                        .orElse(null),
                days(list, "step"),
                hash == null
                        ? null
                        : hash.section("email")
                                .map(it -> scheme(it, true, content))
                                .orElse(null),
                hash == null
                        ? null
                        : hash.section("phone")
                                .map(it -> scheme(it, false, content))
                                .orElse(null));
    }

    private static Version version(Section version, ContentFormat content) {
        version.only("place", "pattern", "field", "form");
        Found found = found(version, content, "file-name", "header", "trailer", "field");
        boolean ofField = found.place() == Place.FIELD;
        if (ofField && !version.has("field")) {
            version.problem("place", "'place: field' needs 'field', the name of the field that holds the day.");
        }
        return new Version(
                found,
                ofField ? version.optionalText("field").orElse("") : null,
                version.parsed("form", "uuuu-MM-dd", ListReader::form));
    }

    private static DateTimeFormatter form(String form) {
        // Two digits of a year are never a century that somebody would guess right.
        if (!form.contains("uuuu") || !form.contains("MM") || !form.contains("dd")) {
            throw new IllegalArgumentException("it must hold uuuu, MM and dd, as in dd.MM.uuuu");
        }
        return DateTimeFormatter.ofPattern(form, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static Found found(Section section, ContentFormat content, String... places) {
        String place = section.oneOf("place", places[0], places);
        if (place.equals("header") && !hasHeader(content)) {
            section.problem("place", "'place: header' needs 'content.skip', the lines above the records.");
        }
        if (place.equals("trailer") && !hasTrailer(content)) {
            section.problem("place", "'place: trailer' needs 'content.trailer', how the last line begins.");
        }
        return new Found(
                Place.valueOf(place.toUpperCase(Locale.ROOT).replace('-', '_')),
                section.parsed("pattern", place.equals("field") ? ANY : "nothing", ListReader::pattern));
    }

    private static boolean hasHeader(ContentFormat content) {
        return content instanceof Csv csv && csv.frame().skip() > 0
                || content instanceof Xlsx xlsx && xlsx.frame().skip() > 0
                || content instanceof Fixed fixed && fixed.skip() > 0;
    }

    private static boolean hasTrailer(ContentFormat content) {
        return content instanceof Csv csv && csv.frame().trailer() != null
                || content instanceof Xlsx xlsx && xlsx.frame().trailer() != null
                || content instanceof Fixed fixed && fixed.trailer() != null;
    }

    private static Pattern pattern(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it is no regular expression (" + e.getDescription() + ")", e);
        }
    }

    private static @Nullable Duration days(Section list, String name) {
        return list.has(name) ? list.parsed(name, "31d", MappingReader::days) : null;
    }

    private static HashScheme scheme(Section hash, boolean email, ContentFormat content) {
        hash.only("algorithm", "form", "before", "charset");
        String normal = email
                ? hash.oneOf("form", "lower", "lower", "lower-ascii")
                : hash.oneOf("form", "e164", "e164", "digits", "zeros", "national");
        HashScheme scheme = new HashScheme(
                hash.oneOf("algorithm", "SHA-256", "SHA-256", "SHA-512", "SHA-1"),
                Normal.valueOf(normal.toUpperCase(Locale.ROOT).replace('-', '_')),
                hash.optionalText("before").orElse(""),
                hash.parsed("charset", "UTF-8", ContentReader::charset));
        if (content instanceof Hashes hashes && hashes.length() != scheme.length()) {
            hash.problem(
                    "algorithm",
                    "A hash of %s has %d bytes, and 'content.length' says %d."
                            .formatted(scheme.algorithm(), scheme.length(), hashes.length()));
        }
        return scheme;
    }
}
