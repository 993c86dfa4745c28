package fi.rekisterihub.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The parts of three to five letters of a mail's words, which carry the stems of inflected and joined words. */
final class WordParts {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;
    private static final int LONGEST_WORD = 40;

    private WordParts() {}

    /** Parts as {@code ois} or, where a word begins or ends, {@code _poi}. */
    static Set<String> of(List<Sentence> sentences) {
        Set<String> parts = new LinkedHashSet<>();
        for (Sentence sentence : sentences) {
            sentence.tokens().forEach(token -> add(token, parts));
        }
        return parts;
    }

    private static void add(String token, Set<String> parts) {
        String word = token.length() > LONGEST_WORD ? token.substring(0, LONGEST_WORD) : token;
        String bounded = "_" + word + "_";
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int from = 0; from + length <= bounded.length(); from++) {
                parts.add(bounded.substring(from, from + length));
            }
        }
    }
}
