package fi.rekisterihub.retention;

import fi.rekisterihub.database.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What is late, as the last look counted it, so that pages, metrics and health need not count a million clocks. */
@Service
public class Standings {

    private static final String KEEP = """
            insert into retention_standing (register_id, day, due, late, held, no_clock)
            values (:register, :day, :due, :late, :held, :noClock)
            on conflict (register_id) do update
               set day = excluded.day, counted_at = now(), due = excluded.due, late = excluded.late, held = excluded.held,
                   no_clock = excluded.no_clock
            """;
    private static final String ALL = """
            select register_id, day, counted_at, due, late, held, no_clock from retention_standing order by register_id
            """;

    private static final String NEXT = "select next_at from schedule where name = 'retention:' || :register";

    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Preview counted) {
        jdbc.sql(KEEP)
                .param("register", counted.registerId())
                .param("day", counted.day())
                .param("due", counted.due())
                .param("late", counted.late())
                .param("held", counted.held())
                .param("noClock", counted.withoutClock())
                .update();
    }

    public List<Standing> all() {
        return jdbc.sql(ALL)
                .query((row, number) -> new Standing(
                        row.getString("register_id"),
                        row.getObject("day", LocalDate.class),
                        Times.instant(row, "counted_at"),
                        row.getLong("due"),
                        row.getLong("late"),
                        row.getLong("held"),
                        row.getLong("no_clock")))
                .list();
    }

    /** When the register is purged next; empty before the first time. */
    public Optional<Instant> nextLook(String registerId) {
        return jdbc.sql(NEXT)
                .param("register", registerId)
                .query((row, number) -> Times.instant(row, "next_at"))
                .optional();
    }

    public Optional<Standing> of(String registerId) {
        return all().stream().filter(one -> one.registerId().equals(registerId)).findFirst();
    }
}
