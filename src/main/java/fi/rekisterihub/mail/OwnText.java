package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * What the writer of a reply wrote: without what is quoted, without the signature.
 *
 * @param lines folded
 * @param afterClosing what stood below the closing: a name and a title, seldom more
 * @param forwarded whether another's message is passed on
 * @param cut whether the mail is longer than was read
 */
record OwnText(List<String> lines, List<String> afterClosing, boolean forwarded, boolean cut) {

    /** More than anybody writes who only wants no more mail. */
    private static final int MOST_LETTERS = 8_000;

    OwnText {
        lines = List.copyOf(lines);
        afterClosing = List.copyOf(afterClosing);
    }

    static OwnText of(String body) {
        return new Cutting(Lines.of(body)).cut();
    }

    boolean isEmpty() {
        return lines.stream().allMatch(String::isEmpty);
    }

    /** Goes once through the lines and knows in which part of the mail it is. */
    private static final class Cutting {

        private enum Part {
            OWN,
            CLOSING,
            SIGNATURE,
            DISCLAIMER
        }

        private final Lines lines;
        private final List<String> own = new ArrayList<>();
        private final List<String> afterClosing = new ArrayList<>();
        private Part part = Part.OWN;
        private boolean written;
        private int letters;

        Cutting(Lines lines) {
            this.lines = lines;
        }

        OwnText cut() {
            boolean forwarded = false;
            int at = 0;
            while (at < lines.size() && letters <= MOST_LETTERS) {
                String line = lines.at(at);
                int introduction = Quotation.introduction(lines, at);
                if (introduction > 0) {
                    forwarded |= Quotation.isForward(line);
                    at = lines.nextWritten(at + introduction);
                    if (!Quotation.isQuoted(lines.at(at))) {
                        break;
                    }
                } else if (Quotation.isQuoted(line)) {
                    // Who answers below the quotation begins anew there.
                    part = Part.OWN;
                    at++;
                } else {
                    take(line);
                    at++;
                }
            }
            return new OwnText(own, afterClosing, forwarded, lines.cut() || letters > MOST_LETTERS);
        }

        private void take(String line) {
            if (part == Part.DISCLAIMER && line.isEmpty()) {
                part = Part.OWN;
            }
            if (part != Part.SIGNATURE) {
                turn(line);
            }
            if (Courtesies.isAdded(line)) {
                return;
            }
            switch (part) {
                case OWN -> {
                    own.add(line);
                    letters += line.length();
                    written |= !line.isEmpty();
                }
                case CLOSING -> afterClosing.add(line);
                case SIGNATURE, DISCLAIMER -> {
                    // Neither is the writer's word on this matter.
                }
            }
        }

        private void turn(String line) {
            if (Courtesies.isDelimiter(line)) {
                part = Part.SIGNATURE;
            } else if (Courtesies.isDisclaimer(line)) {
                part = Part.DISCLAIMER;
            } else if (Courtesies.isAfterword(line)) {
                part = Part.OWN;
            } else if (written && Courtesies.isClosing(line)) {
                part = Part.CLOSING;
            }
        }
    }
}
