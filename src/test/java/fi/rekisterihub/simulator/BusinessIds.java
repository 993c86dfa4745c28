package fi.rekisterihub.simulator;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Y-tunnus numbers with true check digits from 9,000,000 upwards: far above what has been given out, so that none is
 * a real company's. Rule: weights 7 9 10 5 8 4 2, sum modulo 11; a remainder of 1 is never issued.
 */
final class BusinessIds {

    private static final int FIRST = 9_000_000;
    private static final int STEP = 137;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2};

    private BusinessIds() {}

    /** Endless in practice (the range holds about 900,000), in an order that looks unordered. */
    static Stream<String> all() {
        return IntStream.iterate(0, i -> i + 1)
                .map(i -> (int) (FIRST + (long) i * STEP * 1_009 % 999_983))
                .filter(base -> remainder(base) != 1)
                .mapToObj(base -> "%07d-%d".formatted(base, remainder(base) == 0 ? 0 : 11 - remainder(base)));
    }

    private static int remainder(int base) {
        int sum = 0;
        int rest = base;
        for (int i = WEIGHTS.length - 1; i >= 0; i--) {
            sum += rest % 10 * WEIGHTS[i];
            rest /= 10;
        }
        return sum % 11;
    }
}
