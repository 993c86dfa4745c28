package fi.rekisterihub.notice;

import java.util.Arrays;
import java.util.Locale;

/** Where one delivery stands, and the only ways it may go from there. */
public enum DeliveryState {
    /** Waits for its next attempt. */
    NEW,
    /** A worker holds it under a lease. */
    CLAIMED,
    /** The recipient has taken it. */
    SENT,
    /** The recipient has said what became of it. */
    CONFIRMED,
    /** Given up after the last attempt, or turned down for good; an operator may try again. */
    DEAD,
    /** Never sent, because the profile gives no valid basis to tell this recipient. */
    REFUSED;

    public boolean mayBecome(DeliveryState next) {
        return switch (this) {
            // Sent or dead: a recipient that was thought not to have answered says that it has it, or that it does not
            // do it.
            case NEW -> next == CLAIMED || next == CONFIRMED || next == SENT || next == DEAD;
            // CLAIMED again: the lease of a worker that died has run out.
            case CLAIMED -> next == CLAIMED || next == NEW || next == SENT || next == CONFIRMED || next == DEAD;
            // New again: a provider that was told does not keep to it, or a processor is reminded. Dead: a mail that
            // came
            // back, or a recipient that says that it does not do it.
            case SENT -> next == CONFIRMED || next == NEW || next == DEAD;
            // A recipient may have acted though its answer never reached us, so a receipt is believed at any time.
            case DEAD -> next == NEW || next == CONFIRMED;
            case CONFIRMED -> next == NEW;
            case REFUSED -> false;
        };
    }

    /** The word in tables, messages and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The words of the states that may become {@code next}, for the guard of an update. */
    static String[] wordsBefore(DeliveryState next) {
        return Arrays.stream(values())
                .filter(state -> state.mayBecome(next))
                .map(DeliveryState::word)
                .toArray(String[]::new);
    }
}
