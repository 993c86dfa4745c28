package fi.rekisterihub.subject;

import fi.rekisterihub.register.PersonTraces;
import java.util.List;

/** Knows for what a person's data must be kept; asked before anything is erased. */
interface StopsErasure {

    List<Stop> of(PersonTraces person);
}
