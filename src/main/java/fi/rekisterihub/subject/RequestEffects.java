package fi.rekisterihub.subject;

/** What a request does to the register, by its cause. All parts of the person are meant; the register is held by the caller. */
interface RequestEffects {

    /** No feed changes, no extract, no notice and no match uses the data from now on. The same cause twice is one. */
    void restrict(long personId, String cause, String who);

    /** Lifts what this cause restricted; another cause may restrict on. Nothing is left to lift of who was erased meanwhile. */
    void lift(long personId, String cause, String who);

    /**
     * Takes the person out of every place, and ends every restriction of them.
     *
     * @return what became of it, in counts and ids
     * @throws RefusedStep when something must be kept first, which is named
     */
    String erase(long personId, String cause, String who);
}
