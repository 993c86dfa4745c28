package fi.rekisterihub.reconcile;

/** What became of a steward's decision. */
public sealed interface ReviewDecision {

    /** @param entityId the company or person that the record speaks of from now on */
    record Decided(long entityId) implements ReviewDecision {}

    /** Nobody waits for it any more: decided before, or the source has since told what settled it. */
    record NotOpen() implements ReviewDecision {}

    /** @param why a sentence without personal data */
    record Impossible(String why) implements ReviewDecision {}
}
