package fi.rekisterihub.permission;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Judgement;
import fi.rekisterihub.intake.Outcome;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.intake.RunTarget;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.HashScheme;
import fi.rekisterihub.mapping.ListRules;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.mapping.Reading;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.permission.OptOutRow.HashedValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes the entries of opt-out lists. A full list ends what it no longer has, once the brake has let it through. */
@Component
class OptOutTarget implements RunTarget {

    // Counted with every entry that comes or goes, in the same transaction: counting a million takes longer than a
    // list.
    private static final String IN_FORCE = "select coalesce((select entries from optout_list where name = :list), 0)";

    private final OptOutLists lists;
    private final JdbcClient jdbc;
    private final ListGauges gauges;

    OptOutTarget(OptOutLists lists, JdbcClient jdbc, ListGauges gauges) {
        this.gauges = gauges;
        this.lists = lists;
        this.jdbc = jdbc;
    }

    @Override
    public boolean takes(RecordKind kind) {
        return kind == RecordKind.OPTOUT;
    }

    @Override
    public boolean eachStandsAlone() {
        return true;
    }

    @Override
    public Prepared prepare(RunContext run, List<ChangedRecord> chunk) {
        return () -> chunk;
    }

    @Override
    public Judgement judge(RunContext run, Prepared prepared) {
        List<ChangedRecord> chunk = prepared.records();
        List<Outcome> outcomes = new ArrayList<>(chunk.size());
        List<OptOutRow> rows = new ArrayList<>(chunk.size());
        Map<String, Long> effects = new HashMap<>();
        long changed = 0;
        for (ChangedRecord record : chunk) {
            if (record.reading() instanceof Reading.NotWanted) {
                outcomes.add(Outcome.refused(null, "not-wanted-by-the-mapping"));
                continue;
            }
            try {
                OptOutRow row = row(observation(record.reading()), run.mapping().list());
                if (!row.removed() && !lists.namesSomebody(row)) {
                    throw new BadRecord(
                            null, "The entry names nobody: a readable number, a whole address or a domain is missing.");
                }
                rows.add(row);
                outcomes.add(new Outcome(Outcome.Kind.APPLIED, null, null, null));
                effects.merge(effect(row, record.known()) + row.channel(), 1L, Long::sum);
                changed += record.known() ? 1 : 0;
            } catch (BadRecord bad) {
                outcomes.add(Outcome.parked(bad.field(), bad.reason()));
            }
        }
        return new ListJudgement(outcomes, effects, changed, rows, new AtomicReference<>());
    }

    @Override
    public void apply(RunContext run, Judgement judgement) {
        if (!(judgement instanceof ListJudgement list)) {
            throw new IllegalArgumentException("This judgement was made by another target.");
        }
        list.applied.set(write(run, list.rows(), List.of()));
    }

    @Override
    public void remembered(RunContext run, Judgement judgement) {
        if (judgement instanceof ListJudgement list) {
            lists.count(run.feed(), run.runId(), Objects.requireNonNull(list.applied.get()));
        }
    }

    @Override
    public Map<String, Long> absent(RunContext run, List<String> keys) {
        lists.count(run.feed(), run.runId(), write(run, List.of(), keys));
        return Map.of();
    }

    @Override
    public long size(RunContext run, long enough) {
        return jdbc.sql(IN_FORCE).param("list", run.feed()).query(Long.class).single();
    }

    private OptOutLists.Applied write(RunContext run, List<OptOutRow> rows, List<String> absent) {
        return lists.write(
                run.feed(), run.runId(), rows, absent, run.mapping().content().full());
    }

    @Override
    public void ended(RunContext run) {
        lists.ended(run.feed(), run.runId(), run.version());
        gauges.know(run.feed());
    }

    private static String effect(OptOutRow row, boolean known) {
        if (row.removed()) {
            return known ? Judgement.REMOVED : "optout.unknown.";
        }
        return known ? "optout.changed." : "optout.new.";
    }

    private static Observation observation(Reading reading) {
        if (reading instanceof Reading.Told told) {
            return told.observation();
        }
        if (reading instanceof Reading.Unusable bad) {
            throw new BadRecord(bad.field(), bad.reason());
        }
        throw new IllegalArgumentException("Unwanted records are set aside before.");
    }

    private static OptOutRow row(Observation seen, ListRules rules) {
        Map<String, @Nullable String> values = seen.values();
        return new OptOutRow(
                seen.key(),
                String.valueOf(values.get("channel")),
                isRemoved(values.get("entry")),
                values.get("phone"),
                values.get("email"),
                hashed(values, rules),
                values.get("familyName"),
                values.get("givenName"),
                values.get("street"),
                values.get("postalCode"),
                date(values.get("validUntil")));
    }

    private static boolean isRemoved(@Nullable String entry) {
        if (entry == null || entry.equals("add")) {
            return false;
        }
        if (entry.equals("remove")) {
            return true;
        }
        throw new BadRecord("entry", "The mapping gives neither 'add' nor 'remove' for this record.");
    }

    private static @Nullable HashedValue hashed(Map<String, @Nullable String> values, ListRules rules) {
        HashedValue email = hashed("emailHash", values.get("emailHash"), rules.email());
        return email == null ? hashed("phoneHash", values.get("phoneHash"), rules.phone()) : email;
    }

    private static @Nullable HashedValue hashed(String target, @Nullable String hash, @Nullable HashScheme scheme) {
        if (hash == null) {
            return null;
        }
        if (scheme == null) {
            throw new BadRecord(target, "The mapping does not say under list.hash how this hash was made.");
        }
        return new HashedValue(
                scheme.text(),
                scheme.read(hash)
                        .orElseThrow(() -> new BadRecord(
                                target, "The value is no %s in hex digits.".formatted(scheme.algorithm()))));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadRecord("validUntil", "The last day in force is no ISO date; use $date() in the mapping.");
        }
    }

    /** @param applied what it came to, when it has been written */
    private record ListJudgement(
            List<Outcome> outcomes,
            Map<String, Long> effects,
            long changedEntities,
            List<OptOutRow> rows,
            AtomicReference<OptOutLists.@Nullable Applied> applied)
            implements Judgement {

        @Override
        public long droppedFields() {
            return 0;
        }

        @Override
        public boolean alone() {
            return false;
        }
    }
}
