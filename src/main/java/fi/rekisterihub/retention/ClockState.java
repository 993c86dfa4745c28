package fi.rekisterihub.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** How the clock of one group or class of data of one person stands on a day. */
public sealed interface ClockState {

    /** The word in pages, the API and metrics. */
    String word();

    /** Kept to the end of this day. */
    record Running(LocalDate until, String anchor) implements ClockState {
        @Override
        public String word() {
            return "running";
        }
    }

    /** Its time is over, but it must be kept to the end of this day. */
    record Minimum(LocalDate until) implements ClockState {
        @Override
        public String word() {
            return "minimum";
        }
    }

    /** Something has not ended, as a contract that runs. */
    record Open(String anchor) implements ClockState {
        @Override
        public String word() {
            return "open";
        }
    }

    /** To be purged. */
    record Due(LocalDate since) implements ClockState {
        @Override
        public String word() {
            return "due";
        }
    }

    /** Would be purged, if nothing held it. */
    record Held(LocalDate since, Set<String> holds) implements ClockState {
        @Override
        public String word() {
            return "held";
        }
    }

    /** No day is known from which to count. */
    record NoClock(List<String> missing) implements ClockState {
        @Override
        public String word() {
            return "no-clock";
        }
    }

    /** The profile sets no end: it is kept as long as something else of the person is, and at least as long as a minimum says. */
    record NoEnd() implements ClockState {
        @Override
        public String word() {
            return "no-end";
        }
    }
}
