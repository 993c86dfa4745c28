package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Intent.Kind;
import fi.rekisterihub.mail.LabelledReplies.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns {@code learnt-ordinary.txt}: logistic regression with a penalty on large weights, by accelerated gradient descent
 * from nought in a fixed number of steps, so that the same examples always give the same file. {@code main} writes it.
 */
final class OrdinaryLearning {

    private static final Path FILE = Path.of("src/main/resources/mail/learnt-ordinary.txt");
    private static final double PENALTY = 0.1;
    private static final int STEPS = 800;
    private static final int FEWEST_MAILS = 2;
    private static final double LEAST = 0.1;

    private final List<String> parts = new ArrayList<>();
    private final List<int[]> mails = new ArrayList<>();
    private final double[] scales;
    private final double[] sides;

    private OrdinaryLearning(List<Reply> replies) {
        List<Set<String>> all = replies.stream().map(OrdinaryLearning::partsOf).toList();
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(mail -> mail.forEach(part -> counts.merge(part, 1, Integer::sum)));
        Map<String, Integer> numbers = new HashMap<>();
        counts.forEach((part, count) -> {
            if (count >= FEWEST_MAILS) {
                numbers.put(part, parts.size());
                parts.add(part);
            }
        });
        scales = new double[all.size()];
        sides = new double[all.size()];
        for (int at = 0; at < all.size(); at++) {
            mails.add(all.get(at).stream()
                    .filter(numbers::containsKey)
                    .mapToInt(numbers::get)
                    .toArray());
            scales[at] = 1 / Math.sqrt(Math.max(1, all.get(at).size()));
            sides[at] = replies.get(at).label() == Kind.OTHER ? 1 : -1;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Files.write(FILE, lines(weights(examples())));
    }

    /** Everything that may be read, and the lines that were written to learn from. */
    static List<Reply> examples() throws IOException {
        List<Reply> examples =
                new ArrayList<>(LabelledReplies.read(LabelledReplies.ALL).half(false));
        examples.addAll(LabelledReplies.readLines("finnish", "swedish", "english"));
        return examples;
    }

    static OrdinaryMail from(List<Reply> replies) {
        return new OrdinaryMail(weights(replies));
    }

    private static Set<String> partsOf(Reply reply) {
        return WordParts.of(ReplyIntent.sentences(reply.text()));
    }

    private static Map<String, Double> weights(List<Reply> replies) {
        OrdinaryLearning learning = new OrdinaryLearning(replies);
        double[] learnt = learning.descend();
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put(OrdinaryMail.EVERY, rounded(learnt[learning.parts.size()]));
        for (int part = 0; part < learning.parts.size(); part++) {
            if (Math.abs(learnt[part]) >= LEAST) {
                weights.put(learning.parts.get(part), rounded(learnt[part]));
            }
        }
        return weights;
    }

    private static double rounded(double weight) {
        return Math.round(weight * 10) / 10.0;
    }

    private double[] descend() {
        int last = parts.size();
        double[] weights = new double[last + 1];
        double[] ahead = weights.clone();
        double step = 1 / (PENALTY + steepest() / 4);
        for (int turn = 1; turn <= STEPS; turn++) {
            double[] slope = slope(ahead);
            double[] next = new double[last + 1];
            double pace = (turn - 1.0) / (turn + 2.0);
            for (int part = 0; part <= last; part++) {
                next[part] = ahead[part] - step * slope[part];
            }
            double[] before = weights;
            weights = next;
            for (int part = 0; part <= last; part++) {
                ahead[part] = weights[part] + pace * (weights[part] - before[part]);
            }
        }
        return weights;
    }

    private double[] slope(double[] weights) {
        int last = parts.size();
        double[] slope = new double[last + 1];
        for (int part = 0; part < last; part++) {
            slope[part] = PENALTY * weights[part];
        }
        for (int mail = 0; mail < mails.size(); mail++) {
            double pull = -sides[mail] / (1 + Math.exp(sides[mail] * score(mail, weights)));
            add(mail, pull, slope);
        }
        return slope;
    }

    private double score(int mail, double[] weights) {
        double sum = 0;
        for (int part : mails.get(mail)) {
            sum += weights[part];
        }
        return weights[parts.size()] + sum * scales[mail];
    }

    private void add(int mail, double amount, double[] to) {
        for (int part : mails.get(mail)) {
            to[part] += amount * scales[mail];
        }
        to[parts.size()] += amount;
    }

    /** The greatest curvature of the examples, found by turning a vector towards it. */
    private double steepest() {
        double[] towards = new double[parts.size() + 1];
        Arrays.fill(towards, 1);
        double length = 1;
        for (int turn = 0; turn < 30; turn++) {
            double[] next = new double[towards.length];
            for (int mail = 0; mail < mails.size(); mail++) {
                add(mail, score(mail, towards), next);
            }
            length = Math.sqrt(Arrays.stream(next).map(value -> value * value).sum());
            for (int part = 0; part < next.length; part++) {
                towards[part] = next[part] / length;
            }
        }
        return length * 1.05;
    }

    private static List<String> lines(Map<String, Double> weights) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Written by OrdinaryLearning of the tests: words (=word) and parts of words by how much they speak for");
        lines.add("# ordinary mail (above nought) or for a wish about our mail (below), in tenths.");
        Map<Long, List<String>> byWeight = new TreeMap<>();
        weights.forEach((part, weight) -> byWeight.computeIfAbsent(Math.round(weight * 10), tenths -> new ArrayList<>())
                .add(part));
        byWeight.forEach((tenths, same) -> {
            for (int from = 0; from < same.size(); from += 16) {
                lines.add(tenths + ": " + String.join(" ", same.subList(from, Math.min(from + 16, same.size()))));
            }
        });
        return lines;
    }
}
