package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ErasedParked;
import fi.rekisterihub.intake.ErasedRecords;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.register.ErasureRest;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A source may speak of an erased person for years. It is refused each time, and nothing of what it says is kept: no text of the
 * record, no parked row, and no row of the delivery, which is written anew without it afterwards.
 */
@Component
class StaysAway {

    private static final String DELIVERY_OF = "select delivery_id::text from run where id = :run";

    private final ErasedRecords records;
    private final ErasedParked parked;
    private final ErasedKeys erasedKeys;
    private final Suppressions suppressions;
    private final ErasureRest rest;
    private final JdbcClient jdbc;

    StaysAway(
            ErasedRecords records,
            ErasedParked parked,
            ErasedKeys erasedKeys,
            Suppressions suppressions,
            ErasureRest rest,
            JdbcClient jdbc) {
        this.records = records;
        this.parked = parked;
        this.erasedKeys = erasedKeys;
        this.suppressions = suppressions;
        this.rest = rest;
        this.jdbc = jdbc;
    }

    /** In the chunk's transaction, after its texts were kept. */
    void keepOut(RunContext run, EntityJudgement judged) {
        records.forget(
                run.registerId(),
                judged.lapsed.stream()
                        .map(key -> new SourceKey(run.feed(), key))
                        .toList());
        if (judged.erased.isEmpty() && judged.emptied.isEmpty()) {
            return;
        }
        records.forget(
                run.registerId(),
                judged.erased.stream()
                        .map(key -> new SourceKey(run.feed(), key))
                        .toList());
        records.empty(run.registerId(), run.feed(), judged.emptied);
        writeDeliveryAnew(run);
    }

    /** Rows that could not even be read have no chunk. */
    void keepOutOfParked(RunContext run) {
        if (suppressions.any(run.registerId())
                && parked.emptyOfRun(run.runId(), text -> speaksOfErased(run.registerId(), text)) > 0) {
            writeDeliveryAnew(run);
        }
    }

    boolean speaksOfErased(String registerId, String text) {
        return !suppressions.suppressed(registerId, erasedKeys.inText(text)).isEmpty();
    }

    private void writeDeliveryAnew(RunContext run) {
        List<String> delivery = jdbc.sql(DELIVERY_OF)
                .param("run", run.runId())
                .query(String.class)
                .list();
        rest.add(run.registerId(), ErasureRest.What.DELIVERY, delivery);
    }
}
