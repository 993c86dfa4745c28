package fi.rekisterihub.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts folded lines into sentences, and sentences into words. */
final class Sentences {

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S{1,500}|[\\w.+-]{1,64}+@[\\w.-]{1,100}");
    private static final Pattern JOINED = Pattern.compile(
            "\\b(e|s)-(?=(post|mail|mejl)|posti)|(?<=\\p{L})['*_](?=\\p{L})|(?<=suora|uutis|posti)-(?=\\p{L})");
    private static final int MOST_WORDS = 60;

    private Sentences() {}

    static List<Sentence> of(List<String> lines) {
        List<Sentence> sentences = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : lines) {
            if (line.isEmpty()) {
                cut(paragraph.toString(), sentences);
                paragraph.setLength(0);
            } else {
                paragraph.append(line).append(' ');
            }
        }
        cut(paragraph.toString(), sentences);
        return sentences;
    }

    private static void cut(String paragraph, List<Sentence> sentences) {
        String text = JOINED.matcher(ADDRESS.matcher(paragraph).replaceAll(" address0 "))
                .replaceAll("$1");
        List<String> tokens = new ArrayList<>();
        List<Integer> clauses = new ArrayList<>();
        int from = -1;
        for (int at = 0; at <= text.length(); at++) {
            char letter = at < text.length() ? text.charAt(at) : ' ';
            if (Character.isLetterOrDigit(letter)) {
                from = from < 0 ? at : from;
                continue;
            }
            if (from >= 0) {
                tokens.add(text.substring(from, at));
                from = -1;
            }
            if (endsClause(letter)) {
                clauses.add(tokens.size());
            }
            if (endsSentence(text, at) || tokens.size() >= MOST_WORDS) {
                add(tokens, clauses, letter == '?' || text.startsWith("?", at + 1), sentences);
            }
        }
        add(tokens, clauses, false, sentences);
    }

    private static boolean endsClause(char letter) {
        return letter == ',' || letter == ':' || letter == '(' || letter == ')' || letter == '/' || letter == '>';
    }

    private static boolean endsSentence(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        char letter = text.charAt(at);
        return letter == '!'
                || letter == '?'
                || letter == ';'
                || letter == '\u2026'
                || letter == '.' && (at + 1 == text.length() || !Character.isDigit(text.charAt(at + 1)));
    }

    private static void add(List<String> tokens, List<Integer> clauses, boolean question, List<Sentence> sentences) {
        if (!tokens.isEmpty()) {
            sentences.add(Sentence.of(MisspeltWords.mended(tokens), question).cutAt(clauses));
            tokens.clear();
        }
        clauses.clear();
    }
}
