package fi.rekisterihub.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a mail sounds like ordinary mail, by words learnt from examples: a logistic regression whose weights stand in
 * {@code learnt-ordinary.txt}. It knows nothing of the word tables, so that where both agree two opinions do. It never
 * enters an opt-out; it only spares a person the mail in which nothing was heard.
 */
final class OrdinaryMail {

    static final OrdinaryMail LEARNT = new OrdinaryMail(read("learnt-ordinary.txt"));

    /** The part that every mail has. */
    static final String EVERY = "every-mail";

    private final Map<String, Double> weights;

    OrdinaryMail(Map<String, Double> weights) {
        this.weights = Map.copyOf(weights);
    }

    /** The logarithm of the odds that nothing is asked: above nought it is rather ordinary. */
    double score(List<Sentence> sentences) {
        Set<String> parts = WordParts.of(sentences);
        double sum = 0;
        for (String part : parts) {
            sum += weights.getOrDefault(part, 0.0);
        }
        return weights.getOrDefault(EVERY, 0.0) + sum / Math.sqrt(Math.max(1, parts.size()));
    }

    private static Map<String, Double> read(String table) {
        Map<String, Double> weights = new HashMap<>();
        for (WordFile.Row row : WordFile.read(table)) {
            double weight = Integer.parseInt(row.name()) / 10.0;
            row.words().forEach(part -> weights.put(part, weight));
        }
        return weights;
    }
}
