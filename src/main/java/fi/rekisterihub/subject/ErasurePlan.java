package fi.rekisterihub.subject;

import java.util.List;

/**
 * What an erasure would do. Counts and words, never a value.
 *
 * @param cause for which it would be done
 * @param persons all parts of the person, by the hub's own numbers
 * @param places where their data stands, and how much; places without any are left out
 * @param stops for what it cannot be erased yet; with any of them it is not
 * @param told the recipients that will be told to erase it
 * @param providers the newsletter providers that will be told to write no more
 * @param remains what stays, by words of the texts
 */
public record ErasurePlan(
        String cause,
        String registerId,
        List<Long> persons,
        List<Place> places,
        List<Stop> stops,
        List<String> told,
        List<String> providers,
        List<String> remains) {

    /** @param id as {@link fi.rekisterihub.register.KeepsPersonalData#place} names it */
    public record Place(String id, long count) {}

    public boolean possible() {
        return stops.isEmpty();
    }
}
