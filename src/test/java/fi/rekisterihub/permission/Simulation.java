package fi.rekisterihub.permission;

import java.util.List;
import javax.sql.DataSource;

/**
 * One run of chance: some people, what they say in every way there is, what feeds, lists and stewards do to their rows meanwhile,
 * providers that fail, forget and have wrong clocks, and a database that is lost in the middle. In the end everything is let
 * come to rest, and what the hub answers is held against {@link PermissionModel}.
 */
final class Simulation {

    private static final int STEPS = 24;
    private static final int ROUNDS = 30;

    private final SimulatedWorld world;
    private final SimulatedRows rows;
    private final SimulatedWords words;
    private final SimulatedRim rim;
    private final SimulatedPages pages;
    private final SimulatedList list;

    Simulation(DataSource database, long seed) {
        world = new SimulatedWorld(database, seed);
        rows = new SimulatedRows(world);
        words = new SimulatedWords(world);
        rim = new SimulatedRim(world);
        pages = new SimulatedPages(world);
        list = new SimulatedList(world);
    }

    /** What was done, in order, for whoever reads a seed that failed. */
    List<String> told() {
        return world.deeds.told();
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step(world.chance.below(SimulatedWorld.HUMANS));
        }
        comeToRest();
        new SimulationEnd(world).check(words.number() + rim.number() + pages.number(), rim.calls());
    }

    private void step(int human) {
        switch (world.chance.below(38)) {
            case 0, 1, 2 -> rows.appear(human);
            case 3, 4 -> world.anyRow(human, rows::move);
            case 5 -> rows.feedClaimsAPermission(human);
            case 6, 7, 8 -> rim.click(human);
            case 9, 10 -> words.write(human);
            case 11, 12 -> words.clickLink();
            case 13, 14 -> world.anyRow(human, words::toldToOperator);
            case 15, 16, 17 -> world.anyRow(human, words::permit);
            case 18 -> world.anyRow(human, words::saysBoth);
            case 19, 20 -> world.anyRow(human, rows::merge);
            case 21 -> world.anyRow(human, rows::separate);
            case 22 -> world.anyRow(human, rows::leave);
            case 23, 24 -> rim.hookArrives();
            case 25, 26 -> rim.subscribe(human);
            case 27 -> world.deeds.repeatOne();
            case 28 -> rim.forget(world.anyProvider());
            case 29, 30 -> rim.look(world.anyProvider());
            case 34, 35 -> pages.open();
            case 36, 37 -> list.comes(human);
            default -> rim.send(world.anyProvider());
        }
    }

    /** Until nothing is left to do; hooks that echo what was sent must not keep it going for ever. */
    private void comeToRest() {
        world.providers.values().forEach(rim::forget);
        world.deeds.rest();
        for (int round = 0; round < ROUNDS; round++) {
            world.deeds.repeatAll();
            if (rim.settle()) {
                return;
            }
        }
        throw new AssertionError("%d rounds, and there is still something to tell.".formatted(ROUNDS));
    }
}
