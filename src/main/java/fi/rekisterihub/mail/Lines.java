package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.List;

/** The lines of a body, folded, of which no more and no longer ones are read than a person writes. */
record Lines(List<String> folded, boolean cut) {

    private static final int MOST = 2000;
    private static final int LONGEST = 2000;
    private static final int MOST_LETTERS = 60_000;

    Lines {
        folded = List.copyOf(folded);
    }

    static Lines of(String body) {
        List<String> lines = new ArrayList<>();
        boolean cut = false;
        int letters = 0;
        int at = 0;
        while (at < body.length()) {
            if (lines.size() == MOST || letters > MOST_LETTERS) {
                return new Lines(lines, true);
            }
            int end = endOfLine(body, at);
            int read = Math.min(end, at + LONGEST);
            cut |= read < end;
            lines.add(Letters.folded(body.substring(at, read)).strip());
            letters += read - at;
            at = end + (body.startsWith("\r\n", end) ? 2 : 1);
        }
        return new Lines(lines, cut);
    }

    private static int endOfLine(String body, int from) {
        for (int at = from; at < body.length(); at++) {
            if (body.charAt(at) == '\n' || body.charAt(at) == '\r') {
                return at;
            }
        }
        return body.length();
    }

    /** Empty beyond the last line. */
    String at(int index) {
        return index < folded.size() ? folded.get(index) : "";
    }

    int size() {
        return folded.size();
    }

    /** The next line at or after {@code index} that is not empty, or the size. */
    int nextWritten(int index) {
        int next = index;
        while (next < size() && at(next).isEmpty()) {
            next++;
        }
        return next;
    }
}
