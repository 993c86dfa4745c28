package fi.rekisterihub.permission;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the writer of a reply wrote: without what is quoted, without the signature. */
final class OwnText {

    private static final int MOST_LINES = 2000;
    private static final int LONGEST_LINE = 2000;

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "^(on\\b.{5,200}\\bwrote:|.{3,200}\\bkirjoitti\\b.{0,60}:|den\\b.{5,200}\\bskrev\\b.{0,100}:|.{3,200}\\bskrev\\s*:)\\s*$");
    private static final Pattern SEPARATOR = Pattern.compile(
            "^[-_\\s]*(original message|alkuperainen viesti|ursprungligt meddelande|forwarded message|valitetty viesti"
                    + "|edelleenlahetetty viesti|vidarebefordrat (meddelande|brev))[-_\\s]*$|^_{20,}$");
    private static final Pattern HEADER_FIRST = Pattern.compile("^(from|lahettaja|fran):.*");
    private static final Pattern HEADER_NEXT =
            Pattern.compile("^(sent|lahetetty|paivays|skickat|datum|date|to|vastaanottaja|till|subject|aihe|amne):.*");
    private static final Pattern SIGNATURE = Pattern.compile(
            "^(--\\s?|(ystavallisin )?terveisin|parhain terveisin|t:|mvh\\.?|med vanlig halsning(ar)?|vanliga halsningar"
                    + "|(best|kind) regards|regards|br)[,.!]?$|^(sent from my |lahetetty |skickat fran ).{0,60}");

    private OwnText() {}

    /** Lower case, without accents, with plain spaces: {@code Älkää} is {@code alkaa}, decomposed or not. */
    static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[\\u00AD\\u200B-\\u200D\\uFEFF]", "")
                .replaceAll("[\\u00A0\\u2007\\u202F]", " ")
                .replace('\u2019', '\'');
        return plain.toLowerCase(Locale.ROOT);
    }

    /** The writer's own lines, folded. */
    static List<String> of(String text) {
        List<String> own = new ArrayList<>();
        String[] lines = text.split("\\R", MOST_LINES + 1);
        boolean quotedLines = text.contains("\n>") || text.startsWith(">");
        for (int i = 0; i < Math.min(lines.length, MOST_LINES); i++) {
            String line = folded(lines[i].length() > LONGEST_LINE ? lines[i].substring(0, LONGEST_LINE) : lines[i])
                    .strip();
            if (line.startsWith(">")) {
                continue;
            }
            if (startsQuotation(lines, i, line)) {
                if (quotedLines) {
                    continue;
                }
                break;
            }
            if (SIGNATURE.matcher(line).matches() && own.stream().anyMatch(written -> !written.isEmpty())) {
                break;
            }
            own.add(line);
        }
        return own;
    }

    private static boolean startsQuotation(String[] lines, int at, String line) {
        if (ATTRIBUTION.matcher(line).matches() || SEPARATOR.matcher(line).matches()) {
            return true;
        }
        // Mail programs break a long attribution over two lines.
        if (at + 1 < lines.length && lines[at + 1].length() < 200 && !line.isEmpty() && line.length() < 200) {
            String joined = line + ' ' + folded(lines[at + 1]).strip();
            if (ATTRIBUTION.matcher(joined).matches() && line.matches("^(on|den)\\b.*|.*\\d{4}.*|.*<.*")) {
                return true;
            }
        }
        return HEADER_FIRST.matcher(line).matches() && headerLinesAfter(lines, at) >= 2;
    }

    private static int headerLinesAfter(String[] lines, int at) {
        int found = 0;
        for (int next = at + 1; next < Math.min(lines.length, at + 5); next++) {
            String line = folded(lines[next].length() > 200 ? lines[next].substring(0, 200) : lines[next])
                    .strip();
            if (HEADER_NEXT.matcher(line).matches()) {
                found++;
            }
        }
        return found;
    }
}
