package fi.rekisterihub.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One case by two ways that run directly after one another in every round: a machine that gets slower in the course of an
 * hour is not in their ratio. They take turns in going first.
 */
final class SideBySide {

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    void round(Measured our, Measured their) throws Exception {
        if (ours.size() % 2 == 0) {
            double first = our.value();
            add(first, their.value());
        } else {
            double first = their.value();
            add(our.value(), first);
        }
    }

    /** A round of which both values are known. */
    void add(double our, double their) {
        ours.add(our);
        theirs.add(their);
    }

    double ours() {
        return median(ours);
    }

    double theirs() {
        return median(theirs);
    }

    double lastOfOurs() {
        return ours.get(ours.size() - 1);
    }

    double lastOfTheirs() {
        return theirs.get(theirs.size() - 1);
    }

    /** Of each round, and of these the median. */
    double ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return median(ratios);
    }

    /** Ours over theirs of every round, so that one that was disturbed is seen. */
    List<String> rounds() {
        List<String> rounds = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            rounds.add(String.format(Locale.ROOT, "%.2f/%.2f", ours.get(i), theirs.get(i)));
        }
        return rounds;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** One pass, usually in seconds. */
    interface Measured {
        double value() throws Exception;
    }
}
