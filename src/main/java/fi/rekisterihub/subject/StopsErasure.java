package fi.rekisterihub.subject;

import fi.rekisterihub.register.PersonTraces;
import java.util.List;

/** Knows for what a person's data must be kept; asked before anything is erased. */
public interface StopsErasure {

    List<Stop> of(PersonTraces person);

    /** Whether it counts a time of the profile: whoever purges has counted these already, by the same clocks. */
    default boolean byClock() {
        return false;
    }
}
