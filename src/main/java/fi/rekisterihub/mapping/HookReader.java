package fi.rekisterihub.mapping;

import fi.rekisterihub.Section;
import fi.rekisterihub.mapping.SignatureRule.Encoding;
import fi.rekisterihub.mapping.SignatureRule.Shown;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Reads {@code hook:} of a mapping table: who may call the provider's hook. */
final class HookReader {

    /** A table of a hook is called {@code <provider>-event}, so that the call finds it by the provider's name. */
    static final String SUFFIX = "-event";

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,80}");
    private static final String MINUTES = "5m";

    private HookReader() {}

    static @Nullable HookRule read(Section root, RecordKind kind, String feed) {
        if (!root.has("hook")) {
            return null;
        }
        if (kind != RecordKind.PERMISSION || !feed.endsWith(SUFFIX)) {
            root.problem(
                    "hook",
                    "'hook' is for tables with 'record: permission' whose feed is the provider's name and '%s'."
                            .formatted(SUFFIX));
        }
        return root.section("hook").map(HookReader::hook).orElse(null);
    }

    private static @Nullable HookRule hook(Section hook) {
        hook.only("signature", "repeats");
        if (!hook.has("signature")) {
            hook.problem("signature", "'signature' is missing in hook: say how a call shows that it is real.");
        }
        boolean keeps = hook.oneOf("repeats", "once", "once", "keep").equals("keep");
        return hook.section("signature")
                .map(section -> new HookRule(rule(section), keeps))
                .orElse(null);
    }

    private static SignatureRule rule(Section section) {
        String scheme =
                section.oneOf("scheme", "", "secret", "hmac", "timestamped-hmac", "mailgun", "ecdsa", "sns", "hubspot");
        return switch (scheme) {
            case "hmac" -> {
                section.only("scheme", "header", "encoding", "prefix");
                yield new SignatureRule.BodyHmac(
                        header(section, "header"),
                        Encoding.valueOf(section.oneOf("encoding", "hex", "hex", "base64")
                                .toUpperCase(Locale.ROOT)),
                        section.optionalText("prefix").orElse(""));
            }
            case "timestamped-hmac" -> {
                section.only("scheme", "header", "tolerance");
                yield new SignatureRule.TimestampedHmac(header(section, "header"), tolerance(section));
            }
            case "mailgun" -> {
                section.only("scheme", "tolerance");
                yield new SignatureRule.TokenHmac(tolerance(section));
            }
            case "ecdsa" -> {
                section.only("scheme", "header", "timestamp-header", "tolerance");
                yield new SignatureRule.Ecdsa(
                        header(section, "header"), header(section, "timestamp-header"), tolerance(section));
            }
            case "sns" -> {
                section.only("scheme");
                yield new SignatureRule.Sns();
            }
            case "hubspot" -> {
                section.only("scheme", "version", "tolerance");
                yield new SignatureRule.RequestHmac(
                        section.oneOf("version", "v3", "v3", "v2").equals("v3") ? 3 : 2, tolerance(section));
            }
            default -> secret(section);
        };
    }

    private static SignatureRule secret(Section section) {
        section.only("scheme", "shown", "name");
        Shown shown = Shown.of(section.oneOf("shown", "query", "query", "bearer", "basic", "header"));
        boolean named = shown == Shown.QUERY || shown == Shown.HEADER;
        if (section.has("name") && !named) {
            section.problem("name", "'name' is for a secret that is shown in the query or in a header of its own.");
        }
        return new SignatureRule.Secret(
                shown,
                shown == Shown.HEADER
                        ? header(section, "name")
                        : section.optionalText("name").orElse("secret"));
    }

    private static String header(Section section, String name) {
        String header = section.text(name);
        if (!header.isEmpty() && !HEADER.matcher(header).matches()) {
            section.problem(name, "'%s' is no name of an HTTP header.".formatted(header));
        }
        return header;
    }

    private static Duration tolerance(Section section) {
        return section.parsed("tolerance", MINUTES, text -> {
            Duration tolerance = DurationStyle.detectAndParse(text);
            if (tolerance.isNegative() || tolerance.isZero() || tolerance.toDays() > 7) {
                throw new IllegalArgumentException("give a time up to 7d, such as 5m.");
            }
            return tolerance;
        });
    }
}
