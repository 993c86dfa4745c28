package fi.rekisterihub.retention;

import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@link RetentionClock} and {@link Fate} over a whole register at once: what is due, held or without a clock. It chooses and
 * counts; what is purged is judged by the classes once more, each person by itself.
 */
final class JudgedSql {

    // What is worked out once is not worked out again wherever it stands: that is what the offsets are for.
    private static final String LASTS = """
            , timed as (
                select whole.*%1$s from whole offset 0),
            judged as (
                select timed.*%2$s from timed offset 0)
            """;
    private static final String TIMES = """
            ,
                       %2$s as start_%1$d, %3$s as after_%1$d, %4$s as least_%1$d""";
    // The order is that of RetentionClock: what never ends, what nobody can count, what is open, what runs, what is
    // held.
    private static final String STATE = """
            ,
                       case when not in_%1$d or coalesce(day_%1$d >= start_%1$d, day_%1$d is not null) then null
                            when %2$s then 'no-end'
                            when after_%1$d is null then 'no-clock'
                            when greatest(after_%1$d, least_%1$d) = 'infinity' then 'open'
                            when greatest(after_%1$d, least_%1$d) >= :today
                            then case when after_%1$d < :today then 'minimum' else 'running' end
                            when restricted or %3$s or :held_%1$d::text is not null then 'held'
                            else 'due' end as state_%1$d""";
    private static final String ANY_HOLD = "holds is not null";
    private static final String NAMED_HOLD = "holds && :holds_%d::text[]";

    private static final String COLUMNS =
            "state_%1$d, greatest(after_%1$d, least_%1$d) as ends_%1$d, %2$s as held_by_%1$d";
    private static final String LINE = "(%1$d, t.state_%1$d, t.ends_%1$d, t.held_by_%1$d)";
    private static final String HELD_BY = """
            case when state_%1$d = 'held' then coalesce(case when restricted then 'restriction' end, :held_%1$d::text,
                (select min(h) from unnest(holds) as h%2$s)) end""";
    private static final String BY_NAME = " where h = any(:holds_%d)";

    // Many persons are in one state until one day: they are put together first, and what is said of a day is worked out
    // once.
    private static final String COUNTS = """
            %1$s,
            together as (
                select %2$s,
                       %3$s as due, count(*) as persons, min(id) as first, max(id) as last
                  from judged
                 group by %4$s)
            select k.number, k.state, k.held_by,
                   case when isfinite(k.ends) then extract(year from k.ends + 1)::int end as year,
                   sum(t.persons) as persons,
                   sum(t.persons) filter (where k.state in ('due', 'held') and k.ends + 2 < :today) as late,
                   sum(t.persons) filter (where k.state in ('running', 'minimum') and k.ends < :in30) as in_30,
                   sum(t.persons) filter (where k.state in ('running', 'minimum') and k.ends < :in90) as in_90,
                   (array_agg(t.first order by t.first) filter (where k.state in ('due', 'held', 'no-clock')))[1 : 5]
                       || (array_agg(t.last order by t.last) filter (where k.state in ('due', 'held', 'no-clock')))[1 : 5] as sample
              from together t
             cross join lateral (values %5$s, (%6$d, case when t.due then 'due' end, null, null),
                 (%7$d, 'in the register', null, null)) as k(number, state, ends, held_by)
             where k.state is not null
             group by 1, 2, 3, 4
             order by 1, 2, 3, 4
            """;
    private static final String DUE = """
            %s
            insert into retention_due (run_id, person_id)
            select :run, id from judged where %s
            """;

    /** The lines that count each person once: of whom anything is due, and all of the register. */
    static final int ANYTHING_DUE = -1;

    static final int EVERYBODY = -2;

    private final RetentionLaw law;
    private final String judged;

    JudgedSql(RetentionLaw law, ClockSql clocks) {
        this.law = law;
        StringBuilder times = new StringBuilder();
        StringBuilder states = new StringBuilder();
        for (int number = 0; number < law.kept().size(); number++) {
            Kept kept = law.kept().get(number);
            times.append(TIMES.formatted(number, clocks.start(number), clocks.after(number), clocks.atLeast(number)));
            states.append(
                    STATE.formatted(number, !kept.ends(), kept.group() ? ANY_HOLD : NAMED_HOLD.formatted(number)));
        }
        this.judged = clocks.everybody() + LASTS.formatted(times, states);
    }

    /** Lines (number of what is kept, state, hold, year of the end) with how many persons. */
    String counts() {
        List<String> columns = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < law.kept().size(); number++) {
            String which = law.kept().get(number).group() ? "" : BY_NAME.formatted(number);
            columns.add(COLUMNS.formatted(number, HELD_BY.formatted(number, which)));
            lines.add(LINE.formatted(number));
        }
        String groups = IntStream.rangeClosed(1, 3 * lines.size() + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return COUNTS.formatted(
                judged,
                String.join(",\n           ", columns),
                anyDue(),
                groups,
                String.join(",\n ", lines),
                ANYTHING_DUE,
                EVERYBODY);
    }

    /** Writes down of whom anything is due. */
    String due() {
        return DUE.formatted(judged, anyDue());
    }

    /** Something is due; or the last group fell before, while a class of data was kept that need not be kept any more. */
    private String anyDue() {
        StringBuilder due = new StringBuilder("false");
        StringBuilder fallen = new StringBuilder("groups_lapsed and holds is null and not restricted");
        StringBuilder inAny = new StringBuilder("false");
        for (int number = 0; number < law.kept().size(); number++) {
            due.append(" or state_").append(number).append(" = 'due'");
            if (law.kept().get(number).group()) {
                fallen.append(" and state_").append(number).append(" is null");
                inAny.append(" or in_").append(number);
            } else {
                fallen.append(" and (not in_%1$d or state_%1$d <> 'held' and coalesce(least_%1$d < :today, true))"
                        .formatted(number));
            }
        }
        return "(coalesce(%s, false) or (%s and (%s)))".formatted(due, fallen, inAny);
    }
}
