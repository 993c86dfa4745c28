package fi.rekisterihub.subject;

import java.util.List;

/** What a request does to the register, by its cause. All parts of the person are meant; the register is held by the caller. */
interface RequestEffects {

    /** No feed changes, no extract, no notice and no match uses the data from now on. The same cause twice is one. */
    void restrict(long personId, String cause, String who);

    /** Lifts what this cause restricted; another cause may restrict on. */
    void lift(long personId, String cause, String who);

    /** The holds that stop an erasure now; none when it may be done. */
    List<String> holds(long personId, String cause);

    /** @return what became of it in counts, without values */
    String erase(long personId, String cause, String who);
}
