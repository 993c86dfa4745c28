package fi.rekisterihub.permission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Does things on a database that may be lost in the middle of each, and remembers what was done. */
final class Deeds {

    private final CrashingSource source;
    private final Chance chance;
    private final Deque<Runnable> again = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private boolean resting;

    Deeds(CrashingSource source, Chance chance) {
        this.source = source;
        this.chance = chance;
    }

    /** What was done, in order, for whoever reads a seed that failed. */
    List<String> told() {
        return told;
    }

    void tell(String what) {
        told.add(what);
    }

    /** From now on nothing is lost any more. */
    void rest() {
        resting = true;
        tell("comes to rest");
    }

    boolean resting() {
        return resting;
    }

    /** Comes again, at a later step or in the end, until it has gone well. */
    void untilDone(String what, Runnable deed) {
        if (!attempt(what, deed)) {
            later(what, deed);
        }
    }

    /** Comes at a later step, when others have come before it, or in the end. */
    void later(String what, Runnable deed) {
        again.add(() -> untilDone(what, deed));
    }

    /** Comes again at once: the model and the hub must not think differently of who is there. */
    void atOnce(String what, Runnable deed) {
        while (!attempt(what, deed)) {
            tell("again");
        }
    }

    /** @return false when it was lost, done or not */
    boolean attempt(String what, Runnable deed) {
        if (!resting && chance.oneIn(5)) {
            source.crashAfter(chance.below(12));
        }
        try {
            deed.run();
            tell(what);
            return true;
        } catch (DataAccessException | TransactionException lost) {
            tell(what + ": the database was lost");
            if (resting) {
                throw lost;
            }
            return false;
        } finally {
            source.calm();
        }
    }

    void repeatOne() {
        Runnable waiting = again.poll();
        if (waiting != null) {
            waiting.run();
        }
    }

    void repeatAll() {
        while (!again.isEmpty()) {
            repeatOne();
        }
    }
}
