package fi.rekisterihub.mail;

import java.util.Set;
import java.util.regex.Pattern;

/** Where a mail program begins to repeat an earlier message. */
final class Quotation {

    private static final int LONGEST_ATTRIBUTION = 300;
    private static final Pattern WROTE =
            Pattern.compile("\\b(wrote|kirjoitti|skrev|schrieb|ecrit|escribio|napisal|kirjutas|skrifadi)\\b");
    private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b|\\d[.:]\\d\\d\\b");
    private static final Pattern DATE_FIRST = Pattern.compile(
            "^(on|den|am|le|el|dne|ma|ti|ke|to|pe|la|su|mon|tue|wed|thu|fri|sat|sun|man|tis|ons|tor|fre|lor|son)\\b.*|^\\d.*");
    private static final Pattern SEPARATOR = Pattern.compile(
            "^[-_*= ]*(original message|original appointment|alkuperainen viesti|ursprungligt meddelande|original meddelande"
                    + "|ursprungligt mejl|reply message|oprindelig meddelelse)[-_*=: ]*$|^_{20,}$|^-{5,}$");
    private static final Pattern FORWARD = Pattern.compile(
            "^[-_*= ]*(begin )?(forwarded message|valitetty viesti|edelleenlahetetty viesti|alkaa valitetty viesti|alkaa edelleenlahetetty viesti"
                    + "|vidarebefordrat (meddelande|brev|mejl)|vidarebefordrat mail)[-_*=: ]*$");
    private static final Pattern HEADER_FIRST = Pattern.compile("^[*]?(from|lahettaja|fran|von|de|fra)[*]? ?:.*");
    private static final Set<String> HEADERS = Set.of(
            "sent",
            "lahetetty",
            "paivays",
            "pvm",
            "skickat",
            "datum",
            "date",
            "to",
            "vastaanottaja",
            "till",
            "subject",
            "aihe",
            "amne",
            "cc",
            "kopio",
            "kopia",
            "reply to",
            "gesendet",
            "an",
            "betreff",
            "til",
            "emne",
            "sendt");

    private Quotation() {}

    /** How many lines from {@code at} say that a quotation begins; 0 when none does. */
    static int introduction(Lines lines, int at) {
        String line = lines.at(at);
        if (line.isEmpty()) {
            return 0;
        }
        if (SEPARATOR.matcher(line).matches() || isForward(line) || isHeaderBlock(lines, at)) {
            return 1;
        }
        if (isAttribution(line, lines.at(lines.nextWritten(at + 1)))) {
            return 1;
        }
        return longAttribution(lines, at);
    }

    static boolean isForward(String line) {
        return FORWARD.matcher(line).matches();
    }

    static boolean isQuoted(String line) {
        return line.startsWith(">") || line.startsWith("|>");
    }

    private static boolean isAttribution(String line, String next) {
        return line.length() <= LONGEST_ATTRIBUTION
                && line.endsWith(":")
                && WROTE.matcher(line).find()
                && (YEAR.matcher(line).find() || line.contains("@") || isQuoted(next));
    }

    /** Mail programs break a long attribution over two or three lines. */
    private static int longAttribution(Lines lines, int at) {
        String joined = lines.at(at);
        if (!YEAR.matcher(joined).find()
                || !(DATE_FIRST.matcher(joined).matches()
                        || WROTE.matcher(joined).find())) {
            return 0;
        }
        for (int more = 1; more <= 2; more++) {
            if (lines.at(at + more).isEmpty()) {
                return 0;
            }
            joined += ' ' + lines.at(at + more);
            if (isAttribution(joined, "")) {
                return more + 1;
            }
        }
        return 0;
    }

    private static boolean isHeaderBlock(Lines lines, int at) {
        if (!HEADER_FIRST.matcher(lines.at(at)).matches()) {
            return false;
        }
        int found = 0;
        for (int next = at + 1; next <= at + 5; next++) {
            String line = lines.at(next).replace("*", "");
            int colon = line.indexOf(':');
            if (colon > 0 && HEADERS.contains(line.substring(0, colon).strip())) {
                found++;
            }
        }
        return found >= 2;
    }
}
