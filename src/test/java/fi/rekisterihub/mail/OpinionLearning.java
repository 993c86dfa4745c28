package fi.rekisterihub.mail;

import fi.rekisterihub.mail.LabelledReplies.Reply;
import fi.rekisterihub.mail.LearntOpinion.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns {@code learnt-opinion.txt} from everything that may be read. The same examples always give the same file.
 * {@code main} writes it.
 */
final class OpinionLearning {

    static final Path FILE = Path.of("src/main/resources/mail/learnt-opinion.txt");

    private static final int FEWEST_MAILS = 2;
    private static final int A_LINE = 16;

    /** A message and what is weighed of it. */
    record Example(Reply reply, Map<String, Double> traits) {}

    private OpinionLearning() {}

    public static void main(String[] arguments) throws IOException {
        Files.write(FILE, lines(weights(examples())));
    }

    /** Everything that may be read, and the lines that were written to learn from. */
    static List<Example> examples() throws IOException {
        List<Reply> replies =
                new ArrayList<>(LabelledReplies.read(LabelledReplies.ALL).half(false));
        replies.addAll(LabelledReplies.readLines("finnish", "swedish", "english"));
        return replies.stream()
                .map(reply -> new Example(reply, new TreeMap<>(ReplyIntent.traits(reply.text()))))
                .toList();
    }

    static LearntOpinion from(List<Example> examples) {
        return new LearntOpinion(weights(examples));
    }

    static Map<String, Weight> weights(List<Example> examples) {
        List<String> names = names(examples);
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        KindRegression regression = new KindRegression(names.size());
        examples.forEach(example -> regression.add(
                numbered(example.traits(), numbers), example.reply().label()));
        double[] learnt = regression.learn();
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (int trait = 0; trait < names.size(); trait++) {
            int kinds = trait * KindRegression.KINDS;
            Weight weight = new Weight(
                    rounded(learnt[kinds] - learnt[kinds + 1]), rounded(learnt[kinds + 2] - learnt[kinds + 1]));
            if (weight.optOut() != 0 || weight.ordinary() != 0) {
                weights.put(names.get(trait), weight);
            }
        }
        return weights;
    }

    /** The traits that more than one mail has, and the one that every mail has in the first place. */
    private static List<String> names(List<Example> examples) {
        Map<String, Integer> counts = new TreeMap<>();
        examples.forEach(example -> example.traits().keySet().forEach(trait -> counts.merge(trait, 1, Integer::sum)));
        List<String> names = new ArrayList<>(List.of(LearntOpinion.EVERY));
        counts.forEach((trait, count) -> {
            if (count >= FEWEST_MAILS) {
                names.add(trait);
            }
        });
        return names;
    }

    private static Map<Integer, Double> numbered(Map<String, Double> traits, Map<String, Integer> numbers) {
        Map<Integer, Double> numbered = new TreeMap<>(Map.of(0, 1.0));
        traits.forEach((trait, value) -> {
            if (numbers.containsKey(trait)) {
                numbered.put(numbers.get(trait), value);
            }
        });
        return numbered;
    }

    private static double rounded(double weight) {
        return Math.round(weight / LearntOpinion.UNIT) * LearntOpinion.UNIT;
    }

    static List<String> lines(Map<String, Weight> weights) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Written by OpinionLearning of the tests: how much traits of a mail speak for an opt-out and for ordinary");
        lines.add("# mail, each against mail for a person, in tenths.");
        Map<String, List<String>> byWeight = new TreeMap<>();
        weights.forEach((trait, weight) -> byWeight.computeIfAbsent(name(weight), same -> new ArrayList<>())
                .add(trait));
        byWeight.forEach((name, same) -> {
            for (int from = 0; from < same.size(); from += A_LINE) {
                lines.add(name + ": " + String.join(" ", same.subList(from, Math.min(from + A_LINE, same.size()))));
            }
        });
        return lines;
    }

    private static String name(Weight weight) {
        return Math.round(weight.optOut() / LearntOpinion.UNIT) + " "
                + Math.round(weight.ordinary() / LearntOpinion.UNIT);
    }
}
