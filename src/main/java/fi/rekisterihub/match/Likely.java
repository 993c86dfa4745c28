package fi.rekisterihub.match;

import java.util.List;

/**
 * Whom a record may be of.
 *
 * @param bits how sure it is: 0 is as likely as not, each bit more doubles the odds
 * @param guards codes of what no score outweighs ({@code birth-date}, {@code business-id}, {@code company}, {@code
 *     household}, {@code name-and-address}); with one of them it is never {@link Verdict#SAME}
 * @param evidence field by field, those left out of which neither record says anything
 */
public record Likely(long id, double bits, Verdict verdict, List<String> guards, List<FieldEvidence> evidence) {

    public Likely {
        guards = List.copyOf(guards);
        evidence = List.copyOf(evidence);
    }
}
