package fi.rekisterihub.identity;

import fi.rekisterihub.match.FieldEvidence;
import fi.rekisterihub.register.EntityKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two entities of which the matcher asks whether they are one.
 *
 * @param bits how sure it is: 0 is as likely as not, each bit more doubles the odds
 * @param verdict same or doubtful
 * @param guards codes of what no score outweighs
 * @param evidence field by field how the two agree; no value
 * @param laterUntil somebody put the question off until then
 */
public record PairView(
        String registerId,
        String entity,
        Pair pair,
        double bits,
        String verdict,
        List<String> guards,
        List<FieldEvidence> evidence,
        Instant foundAt,
        @Nullable Instant laterUntil) {

    /** What a person calls that which this evidence is about. */
    public String nameOf(FieldEvidence one) {
        return ComparedFields.nameOf(EntityKind.of(entity), one.type());
    }

    /** The field of the register out of which it was read. */
    public String fieldOf(FieldEvidence one) {
        return ComparedFields.fieldOf(EntityKind.of(entity), one.type());
    }

    /** The two ids, as in the address of the pair's page. */
    public String name() {
        return pair.one() + "-" + pair.other();
    }
}
