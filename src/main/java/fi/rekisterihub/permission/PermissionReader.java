package fi.rekisterihub.permission;

import fi.rekisterihub.Finland;
import fi.rekisterihub.database.Times;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.profile.Profiles;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger of acts and how fresh the opt-out lists are. */
@Component
public final class PermissionReader {

    private static final String COLUMNS = """
            select e.id, e.register_id, e.purpose, e.channel, e.scope, e.state, e.source, e.by_person, e.event_time,
                   e.recorded_at, e.repeats,
                   (select substring(s.subject_key from 8)::bigint from permission_subject s
                     where s.event_id = e.id and s.subject_key like 'person:%' order by s.subject_key limit 1) as person_id
              from permission_event e
            """;
    private static final String LATEST = COLUMNS + """
             where (:after::bigint is null or e.id < :after)
             order by e.id desc
             limit :most
            """;
    private static final String OF_PERSON = COLUMNS + """
             where e.id in (select p.event_id from person_subject s
                              join permission_subject p on p.subject_key = s.subject_key
                             where s.person_id = :person)
             order by e.id desc
             limit :most
            """;
    private static final String LISTS = """
            select name, entries, version_date, applied_at, run_id from optout_list
            """;

    private final JdbcClient jdbc;
    private final Mappings mappings;
    private final Profiles profiles;

    PermissionReader(JdbcClient jdbc, Mappings mappings, Profiles profiles) {
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.profiles = profiles;
    }

    /** Newest first; {@code after} is the id of the last act of the page before. */
    public List<Act> latest(@Nullable Long after, int most) {
        return jdbc.sql(LATEST)
                .param("after", after)
                .param("most", most)
                .query(PermissionReader::act)
                .list();
    }

    /** Every act that speaks of the person, newest first. */
    public List<Act> ofPerson(long personId, int most) {
        return jdbc.sql(OF_PERSON)
                .param("person", personId)
                .param("most", most)
                .query(PermissionReader::act)
                .list();
    }

    /** Those that have come, and those that a register must use although they have not. */
    public List<OptOutListView> lists() {
        List<OptOutListView> come = come();
        Set<String> names = come.stream().map(OptOutListView::name).collect(Collectors.toSet());
        return Stream.concat(
                        come.stream(),
                        profiles.all().stream()
                                .flatMap(profile -> profile.optOutLists().stream())
                                .distinct()
                                .filter(list -> !names.contains(list))
                                .map(list -> new OptOutListView(list, 0, null, null, null, freshFor(list))))
                .sorted(Comparator.comparing(OptOutListView::name))
                .toList();
    }

    private List<OptOutListView> come() {
        return jdbc.sql(LISTS)
                .query((row, number) -> new OptOutListView(
                        row.getString("name"),
                        row.getLong("entries"),
                        day(row.getDate("version_date")),
                        Times.instantOrNull(row, "applied_at"),
                        (Long) row.getObject("run_id"),
                        freshFor(row.getString("name"))))
                .list();
    }

    private Duration freshFor(String list) {
        return mappings.find(list).map(mapping -> mapping.list().maximumAge()).orElse(OptOutListView.USUALLY_FRESH_FOR);
    }

    private static @Nullable LocalDate day(@Nullable Date day) {
        return day == null ? null : day.toLocalDate();
    }

    private static Act act(ResultSet row, int number) throws SQLException {
        return new Act(
                row.getLong("id"),
                row.getString("register_id"),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("scope"),
                row.getString("state"),
                row.getString("source"),
                row.getBoolean("by_person"),
                Times.instant(row, "event_time"),
                Times.instant(row, "recorded_at"),
                row.getBoolean("repeats"),
                (Long) row.getObject("person_id"));
    }

    /**
     * One act of the ledger.
     *
     * @param registerId null when it binds every register of this hub
     * @param repeats whether all of it was in force before, so that nobody was told
     * @param personId the first person who is meant, when one is known
     */
    public record Act(
            long id,
            @Nullable String registerId,
            String purpose,
            String channel,
            String scope,
            String state,
            String source,
            boolean byPerson,
            Instant eventTime,
            Instant recordedAt,
            boolean repeats,
            @Nullable Long personId) {

        /** What the notices that it made name as their cause. */
        public String cause() {
            return "permission-event:" + id;
        }
    }

    /**
     * An opt-out list as it was applied last.
     *
     * @param appliedAt null for one that has not come yet
     * @param freshFor how long a list of this kind may be used
     */
    public record OptOutListView(
            String name,
            long entries,
            @Nullable LocalDate versionDate,
            @Nullable Instant appliedAt,
            @Nullable Long runId,
            Duration freshFor) {

        /** Marketing against a list older than this is marketing against yesterday's wishes. */
        static final Duration USUALLY_FRESH_FOR = Duration.ofDays(32);

        public boolean stale() {
            return awaited() || age().compareTo(freshFor) > 0;
        }

        /** Whether a register must use it and it has never come. */
        public boolean awaited() {
            return appliedAt == null;
        }

        /** Since the day that the list says it is of, or since it was applied when it says none. */
        public Duration age() {
            if (versionDate != null) {
                return Duration.ofDays(ChronoUnit.DAYS.between(versionDate, Finland.today()));
            }
            return appliedAt == null ? USUALLY_FRESH_FOR.plusDays(1) : Duration.between(appliedAt, Instant.now());
        }
    }
}
