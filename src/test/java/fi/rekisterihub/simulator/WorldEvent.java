package fi.rekisterihub.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the world, so that the sources have news.
 *
 * @param businessId the company to which it happened, or where the person works
 * @param person the number of the person to whom it happened; null when it is about the company itself
 */
public record WorldEvent(
        Kind kind, String businessId, @Nullable Integer person) {

    /** What can happen. */
    public enum Kind {
        COMPANY_MOVED,
        PHONE_CHANGED,
        PERSON_MOVED,
        TITLE_CHANGED,
        DECISION_MAKER_CAME,
        OPTED_OUT
    }

    static WorldEvent at(WorldCompany company) {
        return new WorldEvent(Kind.COMPANY_MOVED, company.businessId(), null);
    }

    static WorldEvent of(Kind kind, WorldPerson person) {
        return new WorldEvent(kind, person.businessId(), person.number());
    }
}
