package fi.rekisterihub.register;

/**
 * A place where data of a person stands, and out of which it goes when the person is erased. Whoever makes a table in which
 * personal data may come to stand makes one of these for it: the erasure asks them all, and a test searches every table of the
 * database for what they have left.
 */
public interface KeepsPersonalData {

    /** The word by which plans, events and texts know the place: {@code history}. */
    String place();

    /** Whether it is emptied when all others are: they are found by what stands here. */
    default boolean last() {
        return false;
    }

    /** How much of the person stands there: rows, or values where a row is shared. */
    long count(PersonTraces person);

    /**
     * Takes it out, in the caller's transaction, which holds the register. What must stay as proof stays without values.
     *
     * @return how much it was
     */
    long erase(PersonTraces person);
}
