package fi.rekisterihub.retention;

import fi.rekisterihub.profile.RetentionRule;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.FieldCatalogue;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a register as a statement over sets: one row a person, those who are one together, with the latest known day of each
 * anchor that some rule counts from. Only what the rules use is asked for. {@link ClockRows} reads single persons by the same
 * text, so that a page, a preview and a purge cannot differ in what they know.
 */
final class ClockSql {

    private static final String DAY = "at time zone 'Europe/Helsinki')::date";

    private static final String TOLD = """
            select f.person_id%s
              from clock_fact f
             where f.stream_id = any(array(select s.id from stream s where s.register_id = :register) || 0)
               and f.anchor = any(:anchors) {f.person_id}
             group by 1
            """;
    // The person's own acts towards the register, their requests among them. An address speaks of whoever has it or had
    // it.
    private static final String CONTACTS = """
            select c.person_id, max(c.day) as day
              from (select k.person_id, (max(least(e.event_time, e.recorded_at)) %1$s as day
                      from permission_event e
                      join permission_subject s on s.event_id = e.id and not s.inherited
                      join person_key k on k.subject_key = s.subject_key
                     where e.by_person and (e.register_id is null or e.register_id = :register) {k.person_id}
                     group by 1
                    union all
                    select substr(s.subject_key, 8)::bigint, (max(least(e.event_time, e.recorded_at)) %1$s
                      from permission_event e
                      join permission_subject s on s.event_id = e.id and not s.inherited
                     where e.by_person and (e.register_id is null or e.register_id = :register)
                       and s.subject_key >= 'person:' and s.subject_key < 'person;' {key s.subject_key}
                     group by 1
                    union all
                    select r.person_id, (max(r.received_at) %1$s
                      from subject_request r
                     where r.register_id = :register and r.person_id is not null {r.person_id}
                     group by 1) c
             group by 1
            """.formatted(DAY);
    private static final String DUTIES = """
            select r.person_id, 'infinity'::date as day from role r where true {r.person_id} group by 1
            """;
    // Given for a channel, and then forbidden for it: the consent has ended there. One that stands anywhere has not; in
    // doubt it
    // stands, for nothing may be purged early.
    private static final String CONSENTS = """
            select g.person_id, max(coalesce(g.ended, 'infinity')) as day
              from (select g.person_id, g.id, c.channel, (min(f.event_time) %1$s as ended
                      from (select substr(s.subject_key, 8)::bigint as person_id, e.*
                              from permission_event e
                              join permission_subject s on s.event_id = e.id
                             where e.state = 'granted' and (e.register_id is null or e.register_id = :register)
                               and s.subject_key >= 'person:' and s.subject_key < 'person;' {key s.subject_key}) g
                     cross join lateral unnest(case g.channel when '*' then array['email', 'phone', 'sms', 'post']
                                                              else array[g.channel] end) as c(channel)
                      left join (select coalesce(k.person_id, substr(s.subject_key, 8)::bigint) as person_id, e.*,
                                        split_part(s.subject_key, ':', 1) as kind
                                   from permission_event e
                                   join permission_subject s on s.event_id = e.id
                                   left join person_key k on k.subject_key = s.subject_key
                                  where e.state = 'prohibited' and (e.register_id is null or e.register_id = :register)
                                    and (k.person_id is not null or s.subject_key like 'person:%%')
                                    {keys s.subject_key}) f
                        on f.person_id = g.person_id and f.purpose = g.purpose and f.channel in ('*', c.channel)
                       and (f.kind in ('person', c.channel) or f.kind = 'phone' and c.channel = 'sms')
                       and f.scope in ('*', g.scope) and f.counts_from >= g.counts_from
                     group by 1, 2, 3) g
             group by 1
            """.formatted(DAY);
    // A value that another source only confirmed was not stored anew.
    private static final String STORED = """
            select c.entity_id as person_id, (max(c.at) %1$s as day
              from change_set c
              join change_shape s on s.id = c.shape_id
             where c.register_id = :register and s.fields && :fields_%2$d::text[] {c.entity_id}
               and exists (select from unnest(s.fields, c.old_values, c.new_values) as f(field, before, value)
                            where f.field = any(:fields_%2$d) and f.value is not null and f.value is distinct from f.before)
             group by 1
            """;
    private static final String SPOKEN_OF = """
            select r.entity_id as person_id, bit_or(m.mask) as mask
              from source_record r
              join unnest(:streams::int[], :masks::bigint[]) as m(stream_id, mask) on m.stream_id = r.stream_id
             where r.entity_id is not null and r.outcome <> 'x' {r.entity_id}
             group by 1
            """;
    private static final String JOIN = "left join (%2$s) %1$s on %1$s.person_id = p.id\n";

    /** Each person by itself. */
    private static final String EACH = """
            select p.id, p.collected_on as collected,
                   p.restricted_at is not null as restricted%s
              from person p
            %s where p.register_id = :register {p.id}
            """;

    // Each is worked out once, and those who are one with others are put together from that.
    // What only few have is joined with each other first: a million persons go through one join instead of three.
    private static final String WHOLE = """
            with every as materialized (
                %2$s),
            parts as (
                select l.head_id, max(e.collected) as collected, bool_or(e.restricted) as restricted%1$s
                  from entity_link l join every e on e.id = l.part_id
                 where l.register_id = :register
                 group by 1),
            held as (
                select coalesce(l.head_id, h.person_id) as id, array_agg(distinct h.what) as holds
                  from (select h.person_id, h.what from data_hold h
                         where h.register_id = :register and h.lifted_at is null and (h.until is null or h.until >= :today)
                           {h.person_id}
                        union all
                        select r.person_id, 'open-request' from subject_request r
                         where r.register_id = :register and r.person_id is not null and r.kind <> 'erasure'
                           and (r.state in ('received', 'asked', 'verified')
                                or r.state = 'granted' and r.kind in ('access', 'portability', 'origin'))
                           {r.person_id}) h
                  left join entity_link l on l.part_id = h.person_id
                 group by 1),
            lapsed as (
                select coalesce(l.head_id, g.person_id) as id%3$s
                  from lapsed_group g left join entity_link l on l.part_id = g.person_id
                 where true {g.person_id}
                 group by 1),
            whole as (
                select e.id, greatest(e.collected, parts.collected) as collected,
                       e.restricted or coalesce(parts.restricted, false) as restricted,
                       held.holds, lapsed.id is not null as groups_lapsed%4$s
                  from every e
                  left join (parts full join held on held.id = parts.head_id
                                   full join lapsed on lapsed.id = coalesce(parts.head_id, held.id))
                    on coalesce(parts.head_id, held.id, lapsed.id) = e.id
                 where not exists (select from entity_link l where l.part_id = e.id))
            """;

    private static final String SOME = "and %s = any(:ids)";
    // By the key as it is written, so that the index finds it.
    private static final String SOME_PERSONS =
            "and %s = any(array(select 'person:' || i from unnest(:ids::bigint[]) as i))";
    private static final String SOME_KEYS = """
            and %s = any(array(select 'person:' || i from unnest(:ids::bigint[]) as i
                               union all select n.subject_key from person_key n where n.person_id = any(:ids)))""";
    private static final Pattern SCOPE = Pattern.compile("\\{([^}]*)}");

    /** What the hub finds out by itself, beside what it is told. */
    private static final Map<String, String> OWN =
            Map.of("last-contact", CONTACTS, "duty-end", DUTIES, "consent-end", CONSENTS);

    private final RetentionLaw law;
    private final boolean membershipAsked;

    /** @param membershipAsked whether it must be asked by which feeds a person is in which groups */
    ClockSql(RetentionLaw law, boolean membershipAsked) {
        this.law = law;
        this.membershipAsked = membershipAsked;
    }

    /** Everybody in the register: {@code whole}, as the beginning of a statement. */
    String everybody() {
        return whole(false);
    }

    /** The same of some: {@code :ids}, with all who are one with them. */
    String some() {
        return whole(true);
    }

    /** The anchors that sources tell and the hub finds out, as columns of {@code whole}. */
    List<String> anchorColumns() {
        List<String> columns = new ArrayList<>();
        law.anchors().stream().filter(anchor -> !anchor.equals("collected")).forEach(columns::add);
        for (int number = 0; number < law.kept().size(); number++) {
            if (collects(number)) {
                columns.add("collected:" + number);
            }
        }
        return columns;
    }

    static String column(String anchor) {
        return anchor.replace('-', '_').replace(':', '_');
    }

    /** Whether the clock of a class runs from the day on which its own fields were stored. */
    boolean collects(int number) {
        Kept kept = law.kept().get(number);
        return !kept.group() && kept.anchors().contains("collected");
    }

    /** The latest known day from which the rules count that decide, as {@link RetentionClock#start}; {@code null} for none. */
    String start(int number) {
        Kept kept = law.kept().get(number);
        List<RetentionRule> ending =
                kept.rules().stream().filter(rule -> rule.after() != null).toList();
        if (ending.size() < 2) {
            return greatest(number, kept.anchors());
        }
        String first = ending.stream()
                .map(rule -> " when %s then %s".formatted(last(number, rule, rule.after()), start(number, rule)))
                .collect(Collectors.joining("", "case " + after(number), " end"));
        String minimums = kept.rules().stream()
                .filter(rule -> rule.atLeast() != null)
                .map(rule -> ", " + start(number, rule))
                .collect(Collectors.joining());
        return "greatest(%s%s)".formatted(first, minimums);
    }

    private String start(int number, RetentionRule rule) {
        return greatest(number, Set.copyOf(rule.anchors()));
    }

    /** The last day by all rules that end it. */
    String after(int number) {
        return lasts(number, "least", RetentionRule::after);
    }

    /** The last day by all minimums. */
    String atLeast(int number) {
        return lasts(number, "greatest", RetentionRule::atLeast);
    }

    private String lasts(int number, String choice, java.util.function.Function<RetentionRule, @Nullable Period> time) {
        String lasts = law.kept().get(number).rules().stream()
                .filter(rule -> time.apply(rule) != null)
                .map(rule -> last(number, rule, time.apply(rule)))
                .collect(Collectors.joining(", "));
        return lasts.isEmpty() ? "null::date" : "%s(%s)".formatted(choice, lasts);
    }

    private String last(int number, RetentionRule rule, @Nullable Period time) {
        return "(%s + interval '%s')::date".formatted(start(number, rule), Objects.requireNonNull(time));
    }

    private String greatest(int number, Set<String> anchors) {
        String columns = anchors.stream()
                .sorted()
                .map(anchor -> anchor.equals("collected") && collects(number)
                        ? "coalesce(collected_%d, collected)".formatted(number)
                        : column(anchor))
                .collect(Collectors.joining(", "));
        return columns.isEmpty() ? "null::date" : "greatest(%s)".formatted(columns);
    }

    private String whole(boolean some) {
        StringBuilder folded = new StringBuilder();
        StringBuilder lapsed = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (String anchor : anchorColumns()) {
            folded.append(", max(e.%1$s) as %1$s".formatted(column(anchor)));
            columns.append(", greatest(e.%1$s, parts.%1$s) as %1$s".formatted(column(anchor)));
        }
        if (membershipAsked) {
            folded.append(", bit_or(e.mask) as mask");
        }
        for (int number = 0; number < law.kept().size(); number++) {
            if (law.kept().get(number).group()) {
                lapsed.append(", max(g.day) filter (where g.what = :what_%1$d) as day_%1$d".formatted(number));
                columns.append(", lapsed.day_%d, %s as in_%d".formatted(number, membership(number), number));
            } else {
                folded.append(", bool_or(e.in_%1$d) as in_%1$d".formatted(number));
                columns.append(", null::date as day_%1$d, e.in_%1$d or coalesce(parts.in_%1$d, false) as in_%1$d"
                        .formatted(number));
            }
        }
        return scoped(WHOLE.formatted(folded, each(), lapsed, columns), some);
    }

    /** {@code {column}} is narrowed to the persons asked for; {@code {key column}} and {@code {keys column}} by their keys. */
    private static String scoped(String sql, boolean some) {
        return SCOPE.matcher(sql).replaceAll(found -> {
            String named = found.group(1);
            String column = named.substring(named.indexOf(' ') + 1);
            String narrowed = named.startsWith("key ") ? SOME_PERSONS : named.startsWith("keys ") ? SOME_KEYS : SOME;
            return some ? Matcher.quoteReplacement(narrowed.formatted(column)) : "";
        });
    }

    /** Whoever no feed speaks of is taken to be in all groups. */
    private String membership(int number) {
        return membershipAsked
                ? "coalesce(coalesce(e.mask, 0) | parts.mask, e.mask) is null or ((coalesce(e.mask, 0) | coalesce(parts.mask, 0)) >> %d & 1) = 1"
                        .formatted(number)
                : "true";
    }

    private String each() {
        StringBuilder columns = new StringBuilder();
        StringBuilder joins = new StringBuilder();
        StringBuilder days = new StringBuilder();
        for (String anchor : law.anchors()) {
            if (!anchor.equals("collected")) {
                String own = piece(anchor, joins);
                days.append(", max(f.day) filter (where f.anchor = '%s') as %s".formatted(anchor, column(anchor)));
                columns.append(", %s as %s"
                        .formatted(
                                own.isEmpty()
                                        ? "told." + column(anchor)
                                        : "greatest(told.%s, %s.day)".formatted(column(anchor), own),
                                column(anchor)));
            }
        }
        if (!days.isEmpty()) {
            joins.append(JOIN.formatted("told", TOLD.formatted(days)));
        }
        if (membershipAsked) {
            columns.append(", spoken.mask");
            joins.append(JOIN.formatted("spoken", SPOKEN_OF));
        }
        for (int number = 0; number < law.kept().size(); number++) {
            if (!law.kept().get(number).group()) {
                columns.append(", %s as in_%d".formatted(holdsAny(law.kept().get(number)), number));
            }
            if (collects(number)) {
                String name = "collected_" + number;
                columns.append(", %1$s.day as %1$s".formatted(name));
                joins.append(JOIN.formatted(name, STORED.formatted(DAY, number)));
            }
        }
        return EACH.formatted(columns, joins);
    }

    /** Joins what the hub itself finds out of an anchor; empty when it is only told. */
    private static String piece(String anchor, StringBuilder joins) {
        String sql = OWN.get(anchor);
        if (sql == null) {
            return "";
        }
        joins.append(JOIN.formatted("own_" + column(anchor), sql));
        return "own_" + column(anchor);
    }

    private static String holdsAny(Kept kept) {
        return kept.fields().stream().sorted().map(ClockSql::holds).collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String holds(String field) {
        return FieldCatalogue.fields(EntityKind.PERSON).contains(field)
                ? "p.%s is not null".formatted(FieldCatalogue.column(field))
                : "p.extra -> '%s' ->> 'value' is not null".formatted(field);
    }
}
