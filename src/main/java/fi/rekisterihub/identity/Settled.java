package fi.rekisterihub.identity;

/**
 * What settling came to.
 *
 * @param moves how many entities became or ceased to be a part of another
 * @param linked how many of them became one
 * @param merged whether some are one now that were not
 * @param parted whether some are not one any more that were
 */
record Settled(int moves, int linked, boolean merged, boolean parted) {

    static final Settled NOTHING = new Settled(0, 0, false, false);

    Settled and(Settled more) {
        return new Settled(moves + more.moves, linked + more.linked, merged || more.merged, parted || more.parted);
    }
}
