package fi.rekisterihub.simulator;

/** Something that happened in the world, so that the sources have news. */
public sealed interface WorldEvent {

    /** The company to which it happened, or where the person works. */
    String businessId();

    record CompanyMoved(String businessId) implements WorldEvent {}

    record PhoneChanged(String businessId, int person) implements WorldEvent {}

    record DecisionMakerCame(String businessId, int person) implements WorldEvent {}

    record OptedOut(String businessId, int person, OptOut.Channel channel) implements WorldEvent {}
}
