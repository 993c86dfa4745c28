package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the fields of a delivery report (RFC 3464) wherever they stand: in a part of their own, or typed into the text.
 * Many systems put the fields of one recipient into two blocks, or two recipients into one.
 */
final class StatusReport {

    private static final Pattern FIELD = Pattern.compile("^\\s{0,8}([A-Za-z][A-Za-z-]{1,60})[ \\t]{0,4}:[ \\t]*(.*)$");
    private static final Pattern START = Pattern.compile(
            "(?m)^[ \\t>]{0,8}(?:Reporting-MTA|Final-Recipient|Original-Recipient|Diagnostic-Code) ?: ?\\S",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    private static final int MOST_LINES = 20_000;
    private static final int MOST_RECIPIENTS = 1000;

    private final List<Map<String, String>> blocks = new ArrayList<>();
    private Map<String, String> block = new LinkedHashMap<>();

    private StatusReport() {}

    static boolean isIn(String text) {
        return START.matcher(text).find();
    }

    /** One for each recipient, in their order; empty when the text holds no such fields. */
    static List<Failure> read(String text) {
        Matcher start = START.matcher(text);
        StatusReport report = new StatusReport();
        report.split(start.find() ? text.substring(Math.min(start.start(), firstBlock(text, start.start()))) : text);
        return report.failures();
    }

    /** Fields such as Action may stand before the field by which the report is found. */
    private static int firstBlock(String text, int found) {
        int blank = text.lastIndexOf("\n\n", found);
        return blank < 0 ? 0 : blank + 2;
    }

    private void split(String text) {
        String open = null;
        int lines = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (lines++ > MOST_LINES || blocks.size() > MOST_RECIPIENTS) {
                break;
            }
            Matcher field = FIELD.matcher(line);
            boolean continues = open != null
                    && (line.startsWith(" ") || line.startsWith("\t") || line.matches("[245]\\d\\d[ -].*"))
                    && !(field.matches() && isKnown(field.group(1)));
            if (line.isBlank()) {
                endBlock();
                open = null;
            } else if (continues) {
                block.merge(open, line.strip(), (before, more) -> before + '\n' + more);
            } else if (field.matches()) {
                open = field.group(1).toLowerCase(Locale.ROOT);
                begin(open);
                block.merge(open, field.group(2).strip(), (before, more) -> before + '\n' + more);
            }
        }
        endBlock();
    }

    private static boolean isKnown(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "final-recipient", "original-recipient", "action", "status", "diagnostic-code", "remote-mta" -> true;
            default -> false;
        };
    }

    private void begin(String name) {
        boolean another = name.equals("final-recipient") && block.containsKey("final-recipient")
                || name.equals("original-recipient") && block.containsKey("original-recipient");
        if (another) {
            endBlock();
        }
    }

    private void endBlock() {
        if (!block.isEmpty()) {
            blocks.add(block);
            block = new LinkedHashMap<>();
        }
    }

    private List<Failure> failures() {
        Map<String, Failure> byRecipient = new LinkedHashMap<>();
        Failure nobodys = Failure.worded(null);
        String last = null;
        for (Map<String, String> fields : blocks) {
            Failure said = failure(fields);
            String recipient = said.recipient();
            if (recipient != null) {
                last = Addresses.key(recipient);
                Failure known =
                        nobodys.saysSomething() && byRecipient.isEmpty() ? withRecipient(nobodys, recipient) : null;
                Failure whole = known == null ? said : said.and(known);
                byRecipient.merge(last, whole, Failure::and);
            } else if (said.saysSomething() && last != null) {
                byRecipient.computeIfPresent(last, (key, before) -> before.and(said));
            } else if (said.saysSomething()) {
                nobodys = nobodys.and(said);
            }
        }
        if (byRecipient.isEmpty() && nobodys.saysSomething()) {
            return List.of(nobodys);
        }
        return List.copyOf(byRecipient.values());
    }

    private static Failure withRecipient(Failure failure, String recipient) {
        return new Failure(recipient, failure.action(), failure.status(), failure.type(), failure.diagnostic());
    }

    private static Failure failure(Map<String, String> fields) {
        String original = address(fields.getOrDefault("original-recipient", ""));
        String recipient = address(fields.getOrDefault("final-recipient", ""));
        String diagnostic = fields.getOrDefault("diagnostic-code", "");
        int semicolon = diagnostic.indexOf(';');
        boolean typed = semicolon > 0
                && semicolon < 40
                && !diagnostic.substring(0, semicolon).contains(" ");
        String said = fields.getOrDefault("status", "");
        Matcher status = STATUS.matcher(said);
        boolean coded = status.find();
        String comment = coded ? said.substring(status.end()).strip() : said;
        return new Failure(
                original.contains("@") ? original : recipient.isEmpty() ? null : recipient,
                firstWord(fields.getOrDefault("action", "")),
                coded ? status.group() : "",
                typed ? diagnostic.substring(0, semicolon).strip().toLowerCase(Locale.ROOT) : "",
                diagnostic.isBlank()
                        ? comment
                        : typed ? diagnostic.substring(semicolon + 1).strip() : diagnostic);
    }

    private static String firstWord(String action) {
        return action.strip().split("[\\s;(]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String address(String field) {
        String bare = field.substring(field.indexOf(';') + 1).strip();
        int space = bare.indexOf('\n');
        return (space < 0 ? bare : bare.substring(0, space))
                .replaceAll("^[<\"']{1,4}|[>\"',.]{1,4}$", "")
                .strip();
    }
}
