package fi.rekisterihub.match;

/**
 * The choices that the matcher is built of, so that each can be left out and what it is worth be measured. Only
 * {@link #SHIPPED} is used.
 *
 * @param households whether members of one household are a class of their own beside strangers
 * @param rareValues whether agreeing on a rare value says more than on a common one
 * @param twice whether values of small files are counted anew once for each entity
 * @param averages whether groups are joined by what all their members say, and not by one pair
 */
record Design(boolean households, boolean rareValues, boolean twice, boolean averages) {

    static final Design SHIPPED = new Design(true, true, true, true);
}
