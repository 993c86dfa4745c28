package fi.rekisterihub.evidence;

import fi.rekisterihub.evidence.Blocks.Block;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What a bundle says to a person who opens it: what it is about, what it proves and what it does not, in three languages. */
final class Summary {

    private static final List<String> LANGUAGES = List.of("fi", "sv", "en");
    private static final ResourceBundle.Control EXACTLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Summary() {}

    static String of(Scope scope, Block head, String publicKey, boolean contents) {
        StringBuilder text = new StringBuilder("# Rekisterihub: todisteet, bevis, evidence\n\n");
        for (String language : LANGUAGES) {
            ResourceBundle words =
                    ResourceBundle.getBundle("messages/evidence", Locale.forLanguageTag(language), EXACTLY);
            text.append("## ")
                    .append(words.getString("evidence.summary.language"))
                    .append("\n\n");
            item(text, words, "of", scope.everything() ? words.getString("evidence.summary.everything") : names(scope));
            item(
                    text,
                    words,
                    "period",
                    time(scope.from(), words, "evidence.summary.beginning"),
                    time(scope.until(), words, "evidence.summary.head"));
            item(
                    text,
                    words,
                    "sealed",
                    MINUTE.format(head.header().time()),
                    Long.toString(head.header().number()));
            item(text, words, "head-hash", Hash.hex(head.hash()));
            item(text, words, "key", publicKey);
            text.append('\n').append(words.getString("evidence.summary.proves")).append('\n');
            text.append('\n')
                    .append(words.getString("evidence.summary.proves-not"))
                    .append('\n');
            text.append('\n')
                    .append(words.getString("evidence.summary." + (contents ? "contents" : "no-contents")))
                    .append('\n');
            text.append('\n').append(words.getString("evidence.summary.check")).append("\n\n");
        }
        return text.toString();
    }

    /** In one line, whatever somebody asked for: the data begin at the first line that says so. */
    private static String names(Scope scope) {
        return String.join(", ", scope.subjects()).replaceAll("\\p{Cntrl}", " ");
    }

    private static void item(StringBuilder text, ResourceBundle words, String key, String... values) {
        text.append("* ")
                .append(MessageFormat.format(words.getString("evidence.summary." + key), (Object[]) values))
                .append('\n');
    }

    private static String time(@Nullable Instant time, ResourceBundle words, String otherwise) {
        return time == null ? words.getString(otherwise) : MINUTE.format(time);
    }
}
