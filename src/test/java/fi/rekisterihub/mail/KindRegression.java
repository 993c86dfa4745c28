package fi.rekisterihub.mail;

import fi.rekisterihub.mail.Intent.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Logistic regression over the three kinds with a penalty on large weights; the first trait, that of every mail, is free. */
final class KindRegression implements Descent.Slope {

    static final int KINDS = Kind.values().length;

    private static final double PENALTY = 0.2;
    private static final int STEPS = 250;

    private final int traits;
    private final List<int[]> places = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();

    KindRegression(int traits) {
        this.traits = traits;
    }

    void add(Map<Integer, Double> mail, Kind kind) {
        places.add(mail.keySet().stream().mapToInt(trait -> trait * KINDS).toArray());
        values.add(mail.values().stream().mapToDouble(Double::doubleValue).toArray());
        kinds.add(kind.ordinal());
    }

    /** The weights of every trait for each kind, in the order of {@link Kind}. */
    double[] learn() {
        return Descent.from(new double[traits * KINDS], this, STEPS);
    }

    @Override
    public double of(double[] weights, double[] slope) {
        Arrays.fill(slope, 0);
        double loss = 0;
        for (int at = KINDS; at < weights.length; at++) {
            slope[at] = PENALTY * weights[at];
            loss += PENALTY / 2 * weights[at] * weights[at];
        }
        double[] odds = new double[KINDS];
        for (int mail = 0; mail < kinds.size(); mail++) {
            loss += pull(mail, weights, odds, slope);
        }
        return loss;
    }

    private double pull(int mail, double[] weights, double[] odds, double[] slope) {
        int[] place = places.get(mail);
        double[] value = values.get(mail);
        Arrays.fill(odds, 0);
        for (int at = 0; at < place.length; at++) {
            for (int kind = 0; kind < KINDS; kind++) {
                odds[kind] += weights[place[at] + kind] * value[at];
            }
        }
        double greatest = Math.max(odds[0], Math.max(odds[1], odds[2]));
        double sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            odds[kind] = StrictMath.exp(odds[kind] - greatest);
            sum += odds[kind];
        }
        for (int kind = 0; kind < KINDS; kind++) {
            odds[kind] /= sum;
        }
        double loss = -StrictMath.log(Math.max(odds[kinds.get(mail)], 1e-12));
        odds[kinds.get(mail)] -= 1;
        for (int at = 0; at < place.length; at++) {
            for (int kind = 0; kind < KINDS; kind++) {
                slope[place[at] + kind] += odds[kind] * value[at];
            }
        }
        return loss;
    }
}
