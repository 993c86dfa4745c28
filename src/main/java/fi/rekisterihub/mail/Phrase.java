package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that mean something together: {@code poista*}, {@code *uutiskirje*}, {@code ta_bort}, {@code take~off}, {@code order_#}.
 *
 * @param gaps how many words may stand before each word but the first
 */
record Phrase(List<Word> words, List<Integer> gaps, int meaning) {

    private static final int WIDEST_GAP = 3;

    /** A word, how it begins, what stands in it, or ("#") any number. */
    record Word(String letters, Fit fit) {

        private enum Fit {
            WHOLE,
            BEGINS,
            WITHIN,
            NUMBER
        }

        static Word of(String written) {
            if (written.equals("#")) {
                return new Word(written, Fit.NUMBER);
            }
            String letters = written.replace("*", "");
            if (written.startsWith("*")) {
                return new Word(letters, Fit.WITHIN);
            }
            return new Word(letters, written.endsWith("*") ? Fit.BEGINS : Fit.WHOLE);
        }

        boolean isStem() {
            return fit == Fit.BEGINS;
        }

        boolean isWithin() {
            return fit == Fit.WITHIN;
        }

        boolean is(String token) {
            return switch (fit) {
                case WHOLE -> token.equals(letters);
                case BEGINS -> token.startsWith(letters);
                case WITHIN -> token.contains(letters);
                case NUMBER -> Character.isDigit(token.charAt(0));
            };
        }
    }

    Phrase {
        words = List.copyOf(words);
        gaps = List.copyOf(gaps);
    }

    static Phrase of(String written, int meaning) {
        List<Word> words = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= written.length(); at++) {
            if (at == written.length() || written.charAt(at) == '_' || written.charAt(at) == '~') {
                words.add(Word.of(written.substring(from, at)));
                gaps.add(from > 0 && written.charAt(from - 1) == '~' ? WIDEST_GAP : 0);
                from = at + 1;
            }
        }
        return new Phrase(words, gaps, meaning);
    }

    Word first() {
        return words.get(0);
    }

    /** Where its words stand when the first stands at {@code start}; empty when they do not. */
    List<Integer> placesIn(List<String> tokens, int start) {
        List<Integer> places = new ArrayList<>();
        places.add(start);
        int at = start;
        for (int word = 1; word < words.size(); word++) {
            at = next(tokens, at + 1, words.get(word), gaps.get(word));
            if (at < 0) {
                return List.of();
            }
            places.add(at);
        }
        return places;
    }

    private static int next(List<String> tokens, int from, Word word, int gap) {
        for (int at = from; at <= Math.min(from + gap, tokens.size() - 1); at++) {
            if (word.is(tokens.get(at))) {
                return at;
            }
        }
        return -1;
    }
}
