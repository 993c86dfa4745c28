package fi.rekisterihub.permission;

import java.util.List;
import java.util.Random;

/** What falls out in one simulation; the same again for the same seed. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    String any(String[] things) {
        return things[random.nextInt(things.length)];
    }
}
