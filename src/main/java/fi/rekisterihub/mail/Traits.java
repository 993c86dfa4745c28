package fi.rekisterihub.mail;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@link LearntOpinion} weighs in a mail: words, neighbouring words and parts of words, and what the word tables heard.
 * Traits of a kind count together as one, so that a long mail weighs no more than a short one.
 */
final class Traits {

    private static final int[] WORDS = {1, 2, 3, 4, 6, 8, 12, 18, 25, 40, 60, 100};
    private static final int[] SENTENCES = {1, 2, 3, 4, 6, 9};
    private static final MailAround TRUSTING = new MailAround(false, true);
    private static final MailAround CAREFUL = new MailAround(true, false);

    private final Map<String, Double> values = new HashMap<>();

    private Traits() {}

    /** Each trait with how much it counts. */
    static Map<String, Double> of(List<Sentence> sentences, boolean answer, boolean byToken) {
        Traits traits = new Traits();
        traits.shareOf(words(sentences));
        traits.shareOf(WordParts.of(sentences));
        traits.shareOf(neighbours(sentences));
        traits.shareOf(meanings(sentences));
        traits.shareOf(meaningPairs(sentences));
        sentences.forEach(traits::hear);
        traits.count(sentences);
        traits.set(answer ? "is/answer" : "is/new");
        if (byToken) {
            traits.set("is/token");
        }
        return traits.values;
    }

    private static Set<String> words(List<Sentence> sentences) {
        Set<String> words = new LinkedHashSet<>();
        sentences.forEach(sentence -> sentence.tokens().forEach(token -> words.add("=" + token)));
        return words;
    }

    private static Set<String> neighbours(List<Sentence> sentences) {
        Set<String> pairs = new LinkedHashSet<>();
        for (Sentence sentence : sentences) {
            String before = "";
            for (String token : sentence.tokens()) {
                pairs.add(before + "+" + token);
                before = token;
            }
            pairs.add(before + "+");
        }
        return pairs;
    }

    private static Set<String> meanings(List<Sentence> sentences) {
        Set<String> meanings = new LinkedHashSet<>();
        sentences.forEach(sentence ->
                sentence.meanings().stream().forEach(meaning -> meanings.add("m/" + Meanings.ALL.name(meaning))));
        return meanings;
    }

    private static Set<String> meaningPairs(List<Sentence> sentences) {
        Set<String> pairs = new LinkedHashSet<>();
        for (Sentence sentence : sentences) {
            int[] meanings = sentence.meanings().stream().toArray();
            for (int first = 0; first < meanings.length; first++) {
                for (int second = first + 1; second < meanings.length; second++) {
                    pairs.add(Meanings.ALL.name(meanings[first]) + "/" + Meanings.ALL.name(meanings[second]));
                }
            }
        }
        return pairs;
    }

    private void hear(Sentence sentence) {
        List<Wishes.Wish> wishes = Wishes.in(sentence);
        wishes.forEach(
                wish -> set("w/" + lower(wish.strength()) + "/" + wish.reason().code()));
        OptOut.doubts(sentence).forEach(doubt -> set("d/" + doubt.code()));
        if (Narrowing.isIn(sentence)) {
            set("d/mere");
        }
        set("p/" + lower(Plainness.of(sentence)));
        set("trusting/" + optOut(sentence, wishes, TRUSTING));
        set("careful/" + optOut(sentence, wishes, CAREFUL));
    }

    private static String optOut(Sentence sentence, List<Wishes.Wish> wishes, MailAround mail) {
        return OptOut.surest(sentence, wishes, mail)
                .map(found -> lower(found.strength()) + "/" + found.reason().code() + "/" + found.isOnlySpokenOf() + "/"
                        + found.forTheWriter())
                .orElse("none");
    }

    private void count(List<Sentence> sentences) {
        int words = sentences.stream()
                .mapToInt(sentence -> sentence.tokens().size())
                .sum();
        for (int least : WORDS) {
            if (words >= least) {
                set("words/" + least);
            }
        }
        for (int least : SENTENCES) {
            if (sentences.size() >= least) {
                set("sentences/" + least);
            }
        }
        if (sentences.stream().anyMatch(Sentence::question)) {
            set("is/question");
        }
        if (!sentences.isEmpty() && sentences.get(sentences.size() - 1).question()) {
            set("is/ending-in-question");
        }
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void set(String trait) {
        values.put(trait, 1.0);
    }

    private void shareOf(Set<String> traits) {
        double share = 1 / Math.sqrt(Math.max(1, traits.size()));
        traits.forEach(trait -> values.put(trait, share));
    }
}
