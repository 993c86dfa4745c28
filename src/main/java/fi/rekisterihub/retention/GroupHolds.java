package fi.rekisterihub.retention;

import fi.rekisterihub.database.Times;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.retention.RetentionLaw.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds on everybody in a group or on a whole class of data, as where a law wants records of training kept (PROMISES M4). A hold on
 * one person is {@code data_hold}.
 */
@Service
public class GroupHolds {

    private static final String IN_FORCE = """
            select id, what, hold, reason, until, set_by, at from group_hold
             where register_id = :register and lifted_at is null and (until is null or until >= :day)
             order by what, hold
            """;
    private static final String PUT = """
            insert into group_hold (register_id, what, hold, reason, until, set_by)
            values (:register, :what, :hold, :reason, :until, :who)
            on conflict (register_id, what, hold) where lifted_at is null
            do update set reason = excluded.reason, until = excluded.until, set_by = excluded.set_by, at = now()
            returning id
            """;
    private static final String LIFT = """
            update group_hold set lifted_at = now(), lifted_by = :who
             where id = :id and register_id = :register and lifted_at is null
            returning what
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;
    private final RetentionEvents events;

    GroupHolds(JdbcClient jdbc, TransactionTemplate transaction, Profiles profiles, RetentionEvents events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.profiles = profiles;
        this.events = events;
    }

    /**
     * Puts one, or gives the one in force another reason and day.
     *
     * @param until the last day on which it holds; null for one that somebody must lift
     * @throws IllegalArgumentException when the register keeps nothing of that name
     */
    public long put(String registerId, String what, String hold, String reason, @Nullable LocalDate until, String who) {
        if (!holdable(registerId).contains(what)) {
            throw new IllegalArgumentException(
                    "The register %s has no group of persons and no class of data with a rule that is called '%s'."
                            .formatted(registerId, what));
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            long id = jdbc.sql(PUT)
                    .param("register", registerId)
                    .param("what", what)
                    .param("hold", hold)
                    .param("reason", reason)
                    .param("until", until, java.sql.Types.DATE)
                    .param("who", who)
                    .query(Long.class)
                    .single();
            events.groupHold(registerId, "group-hold-put", what, who);
            return id;
        }));
    }

    /** False when it is not in force. */
    public boolean lift(String registerId, long id, String who) {
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql(LIFT)
                .param("id", id)
                .param("register", registerId)
                .param("who", who)
                .query(String.class)
                .optional()
                .map(what -> {
                    events.groupHold(registerId, "group-hold-lifted", what, who);
                    return true;
                })
                .orElse(false)));
    }

    /** The groups of persons and classes of data that can be held. */
    public List<String> holdable(String registerId) {
        return RetentionLaw.of(profiles.get(registerId)).kept().stream()
                .map(Kept::what)
                .toList();
    }

    public List<GroupHold> inForce(String registerId, LocalDate day) {
        return jdbc.sql(IN_FORCE)
                .param("register", registerId)
                .param("day", day)
                .query(GroupHolds::hold)
                .list();
    }

    /** The holds by what they hold. */
    Map<String, Set<String>> byWhat(String registerId, LocalDate day) {
        Map<String, Set<String>> found = new HashMap<>();
        inForce(registerId, day).forEach(one -> found.computeIfAbsent(one.what(), first -> new TreeSet<>())
                .add(one.hold()));
        return found;
    }

    /** What {@link JudgedSql} is to be given of holds. */
    Map<String, Object> parameters(RetentionLaw law, LocalDate day) {
        Map<String, Set<String>> found = byWhat(law.registerId(), day);
        Map<String, Object> parameters = new HashMap<>();
        for (int number = 0; number < law.kept().size(); number++) {
            Kept kept = law.kept().get(number);
            parameters.put("holds_" + number, kept.holds().toArray(String[]::new));
            parameters.put(
                    "held_" + number,
                    found.getOrDefault(kept.what(), Set.of()).stream()
                            .findFirst()
                            .orElse(null));
        }
        return parameters;
    }

    private static GroupHold hold(ResultSet row, int number) throws SQLException {
        return new GroupHold(
                row.getLong("id"),
                row.getString("what"),
                row.getString("hold"),
                row.getString("reason"),
                row.getObject("until", LocalDate.class),
                row.getString("set_by"),
                Times.instant(row, "at"));
    }

    /** @param until the last day on which it holds, null until somebody lifts it */
    public record GroupHold(
            long id,
            String what,
            String hold,
            String reason,
            @Nullable LocalDate until,
            String setBy,
            Instant at) {}
}
