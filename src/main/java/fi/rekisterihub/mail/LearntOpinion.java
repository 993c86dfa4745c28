package fi.rekisterihub.mail;

import java.util.HashMap;
import java.util.Map;

/**
 * A second opinion beside the word tables, learnt from examples: a logistic regression over {@link Traits} that tells
 * opt-outs, mail for a person and ordinary mail apart. Its weights stand in {@code learnt-opinion.txt}.
 */
final class LearntOpinion {

    static final LearntOpinion LEARNT = new LearntOpinion(read("learnt-opinion.txt"));

    /** The trait that every mail has. */
    static final String EVERY = "is/mail";

    static final double UNIT = 0.1;

    private static final Weight NONE = new Weight(0, 0);

    private final Map<String, Weight> weights;

    /** How much a trait speaks for an opt-out and for ordinary mail, each against mail for a person. */
    record Weight(double optOut, double ordinary) {}

    /** How probable each kind is; what is left is mail for a person. */
    record Odds(double optOut, double ordinary) {}

    LearntOpinion(Map<String, Weight> weights) {
        this.weights = Map.copyOf(weights);
    }

    Odds of(Map<String, Double> traits) {
        Weight every = weights.getOrDefault(EVERY, NONE);
        double optOut = every.optOut();
        double ordinary = every.ordinary();
        for (Map.Entry<String, Double> trait : traits.entrySet()) {
            Weight weight = weights.getOrDefault(trait.getKey(), NONE);
            optOut += weight.optOut() * trait.getValue();
            ordinary += weight.ordinary() * trait.getValue();
        }
        double all = 1 + Math.exp(optOut) + Math.exp(ordinary);
        return new Odds(Math.exp(optOut) / all, Math.exp(ordinary) / all);
    }

    private static Map<String, Weight> read(String table) {
        Map<String, Weight> weights = new HashMap<>();
        for (WordFile.Row row : WordFile.read(table)) {
            String[] units = row.name().split(" ");
            Weight weight = new Weight(Integer.parseInt(units[0]) * UNIT, Integer.parseInt(units[1]) * UNIT);
            row.words().forEach(trait -> weights.put(trait, weight));
        }
        return weights;
    }
}
