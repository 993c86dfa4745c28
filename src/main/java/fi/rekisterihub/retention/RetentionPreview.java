package fi.rekisterihub.retention;

import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.retention.ClockParameters.Asked;
import fi.rekisterihub.retention.Preview.Line;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts all clocks of a register in one statement. Writes nothing. */
@Service
public class RetentionPreview {

    private static final int SAMPLE = 5;
    private static final String SIZE = """
            select count(*) from person p where register_id = :register
               and not exists (select from entity_link l where l.part_id = p.id)
            """;

    // A million persons are worked out in memory; what PostgreSQL allows by itself is for small questions. And by one
    // worker: each of several would read the same keys again.
    private static final String ROOM = """
            select set_config('work_mem', '256MB', true), set_config('max_parallel_workers_per_gather', '0', true)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Profiles profiles;
    private final ClockParameters parameters;
    private final GroupHolds holds;

    RetentionPreview(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Profiles profiles,
            ClockParameters parameters,
            GroupHolds holds) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.profiles = profiles;
        this.parameters = parameters;
        this.holds = holds;
    }

    /** @throws IllegalArgumentException when no such register is in force */
    public Preview of(String registerId, LocalDate day) {
        return Objects.requireNonNull(reading.execute(status -> count(registerId, day)));
    }

    private Preview count(String registerId, LocalDate day) {
        RetentionLaw law = RetentionLaw.of(profiles.get(registerId));
        Found found = new Found(law);
        if (law.kept().isEmpty()) {
            found.persons = jdbc.sql(SIZE)
                    .param("register", registerId)
                    .query(Long.class)
                    .single();
        } else {
            jdbc.sql(ROOM).query((row, number) -> row.getString(1)).single();
            Asked asked = parameters.of(law, day);
            jdbc.sql(new JudgedSql(law, asked.sql()).counts())
                    .params(asked.parameters())
                    .params(holds.parameters(law, day))
                    .param("in30", day.plusDays(30))
                    .param("in90", day.plusDays(90))
                    .query(found::add);
        }
        return new Preview(registerId, day, found.persons, found.due, found.lines());
    }

    /** Adds up the lines of the statement. */
    private static final class Found {
        private final RetentionLaw law;
        private final List<Counted> counted = new ArrayList<>();
        private long persons;
        private long due;

        Found(RetentionLaw law) {
            this.law = law;
            law.kept().forEach(kept -> counted.add(new Counted()));
        }

        void add(ResultSet row) throws SQLException {
            int number = row.getInt("number");
            long persons = row.getLong("persons");
            if (number == JudgedSql.EVERYBODY) {
                this.persons += persons;
                return;
            }
            if (number == JudgedSql.ANYTHING_DUE) {
                due += persons;
                return;
            }
            Counted one = counted.get(number);
            String state = row.getString("state");
            one.states.merge(state, persons, Long::sum);
            one.late += row.getLong("late");
            one.in30Days += row.getLong("in_30");
            one.in90Days += row.getLong("in_90");
            String hold = row.getString("held_by");
            if (hold != null) {
                one.holds.merge(hold, persons, Long::sum);
            }
            Integer year = row.getObject("year", Integer.class);
            if (year != null) {
                one.years.merge(year, persons, Long::sum);
            }
            Array sample = row.getArray("sample");
            if (sample != null) {
                one.sample(state, (Long[]) sample.getArray());
            }
        }

        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            for (int number = 0; number < counted.size(); number++) {
                Kept kept = law.kept().get(number);
                if (!kept.rules().isEmpty()) {
                    lines.add(counted.get(number).line(kept));
                }
            }
            return List.copyOf(lines);
        }
    }

    private static final class Counted {
        private final Map<String, Long> states = new TreeMap<>();
        private final Map<String, Long> holds = new TreeMap<>();
        private final Map<Integer, Long> years = new TreeMap<>();
        private final Map<String, List<Long>> samples = new HashMap<>();
        private long late;
        private long in30Days;
        private long in90Days;

        void sample(String state, Long[] ids) {
            List<Long> known = samples.computeIfAbsent(state, first -> new ArrayList<>());
            for (Long id : ids) {
                if (known.size() < SAMPLE && !known.contains(id)) {
                    known.add(id);
                }
            }
        }

        Line line(Kept kept) {
            Set<String> missing = new TreeSet<>();
            kept.rules().stream().filter(rule -> rule.after() != null).forEach(rule -> missing.addAll(rule.anchors()));
            return new Line(
                    kept.what(),
                    kept.group(),
                    states,
                    late,
                    in30Days,
                    in90Days,
                    holds,
                    List.copyOf(missing),
                    years,
                    samples);
        }
    }
}
