package fi.rekisterihub.intake;

import fi.rekisterihub.intake.SchemaDrift.Drift;
import fi.rekisterihub.intake.SchemaDrift.Kind;
import fi.rekisterihub.intake.SchemaDrift.Known;
import fi.rekisterihub.mapping.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The fields that each feed has sent so far, and what has changed in them. */
@Component
class Schemas {

    private static final String KNOWN = """
            select path, type, seen, records, missed from schema_field where feed = :feed
            """;
    private static final String COUNTED = """
            select exists (select from schema_field where feed = :feed and delivery_id = :delivery)
            """;
    /** Halved now and then, so that what a source did years ago weighs less than what it does now. */
    private static final String SEEN = """
            insert into schema_field (feed, path, type, seen, records, missed, delivery_id)
            values (:feed, :path, :type, :seen, :records, 0, :delivery)
            on conflict (feed, path) do update
               set type = coalesce(excluded.type, schema_field.type), missed = 0, delivery_id = excluded.delivery_id,
                   seen = schema_field.seen / case when schema_field.records > 100000 then 2 else 1 end + excluded.seen,
                   records = schema_field.records / case when schema_field.records > 100000 then 2 else 1 end
                             + excluded.records
            """;

    private static final String MISSED = """
            update schema_field set missed = missed + :records where feed = :feed and not path = any(:paths)
            """;
    private static final String FORGET = """
            delete from schema_field
             where feed = :feed and exists (select from unnest(:paths::text[]) as gone(path)
                    where schema_field.path = gone.path or starts_with(schema_field.path, gone.path || '.')
                       or starts_with(schema_field.path, gone.path || '[].'))
            """;
    /** What a person has ignored stays ignored; a retyping that was approved may come and go. */
    private static final String NOTE = """
            insert into schema_drift (feed, path, kind, was, now, used_by, proposal, run_id)
            values (:feed, :path, :kind, :was, :now, :usedBy, :proposal, :run)
            on conflict (feed, path, kind, coalesce(now, '')) do update
               set status = 'open', run_id = excluded.run_id, at = now(), was = excluded.was, used_by = excluded.used_by,
                   proposal = excluded.proposal, settled_by = null, settled_at = null
             where schema_drift.status = 'approved' and schema_drift.kind <> 'retyped'
               and schema_drift.run_id <> excluded.run_id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MappingProposals proposals;

    Schemas(JdbcClient jdbc, TransactionTemplate transaction, MappingProposals proposals) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.proposals = proposals;
    }

    /** Writes down what has changed; called before anything is applied. */
    void note(Run run, Mapping mapping, SchemaWatch watch) {
        if (run.partial()) {
            return;
        }
        List<Drift> drifts = SchemaDrift.between(known(run.feed()), watch);
        transaction.executeWithoutResult(status -> drifts.forEach(drift -> note(run, mapping, drift)));
    }

    /** Why a run must wait for a person: what the mapping reads is in no record any more. */
    Optional<String> vanished(Mapping mapping, SchemaWatch watch) {
        Map<String, Known> known = known(mapping.feed());
        return SchemaDrift.between(known, watch).stream()
                .filter(drift -> drift.kind() == Kind.VANISHED)
                .filter(drift -> !usedBy(mapping, drift.path()).isEmpty())
                .findFirst()
                .map(drift -> sentence(mapping, drift, known, watch));
    }

    /** Makes what was seen the measure of the next delivery; called when the run has gone well. */
    void remember(Run run, SchemaWatch watch) {
        if (run.partial() || watch.records() == 0 || counted(run)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            List<String> gone = SchemaDrift.between(known(run.feed()), watch).stream()
                    .filter(drift -> drift.kind() == Kind.VANISHED)
                    .map(Drift::path)
                    .toList();
            jdbc.sql(FORGET)
                    .param("feed", run.feed())
                    .param("paths", gone.toArray(String[]::new))
                    .update();
            jdbc.sql(MISSED)
                    .param("records", watch.records())
                    .param("feed", run.feed())
                    .param("paths", watch.fields().keySet().toArray(String[]::new))
                    .update();
            watch.fields().forEach((path, seen) -> jdbc.sql(SEEN)
                    .param("feed", run.feed())
                    .param("path", path)
                    .param("type", seen.type(1).map(FieldType::word).orElse(null))
                    .param("seen", Math.min(seen.records(), watch.records()))
                    .param("records", watch.records())
                    .param("delivery", run.deliveryId())
                    .update());
        });
    }

    private void note(Run run, Mapping mapping, Drift drift) {
        if (drift.kind() == Kind.NEW && FieldType.OBJECT.word().equals(drift.now())) {
            // Its own fields are noted; nobody maps the object around them.
            return;
        }
        jdbc.sql(NOTE)
                .param("feed", run.feed())
                .param("path", drift.path())
                .param("kind", drift.kind().word())
                .param("was", drift.was())
                .param("now", drift.now())
                .param("usedBy", usedBy(mapping, drift.path()).toArray(String[]::new))
                .param(
                        "proposal",
                        drift.kind() == Kind.NEW
                                ? proposals.line(mapping, drift.path()).orElse(null)
                                : null)
                .param("run", run.id())
                .update();
    }

    private Map<String, Known> known(String feed) {
        return jdbc
                .sql(KNOWN)
                .param("feed", feed)
                .query((row, n) -> Map.entry(
                        row.getString("path"),
                        new Known(
                                row.getString("type"),
                                row.getLong("seen"),
                                row.getLong("records"),
                                row.getLong("missed"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private boolean counted(Run run) {
        return jdbc.sql(COUNTED)
                .param("feed", run.feed())
                .param("delivery", run.deliveryId())
                .query(Boolean.class)
                .single();
    }

    private static Set<String> usedBy(Mapping mapping, String path) {
        return new TreeSet<>(mapping.readers(List.of(path.replace("[]", "").split("\\."))));
    }

    private static String sentence(Mapping mapping, Drift drift, Map<String, Known> known, SchemaWatch watch) {
        Known before = known.getOrDefault(drift.path(), new Known(null, 0, 0, 0));
        return ("The field '%s', which the mapping reads for %s, is in none of the %d records looked at; before, %.0f %% had"
                        + " it. Ask the source, then release the run or mend the mapping.")
                .formatted(
                        drift.path(),
                        usedBy(mapping, drift.path()).stream()
                                .map(target -> "'" + target + "'")
                                .collect(Collectors.joining(" and ")),
                        watch.records() + (watch.tabular() ? 0 : before.missed()),
                        100 * Math.min(1, before.share()));
    }
}
