package fi.rekisterihub.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a prohibition says nothing new: all of it was said before of every key that it names, told to everybody who must
 * hear of this one, and not lifted by any of its persons since.
 */
final class InForce {

    // The offset keeps the two apart: event by event, by its key. A database that has just been restored or filled
    // knows nothing of its tables, and would read the whole ledger for every act.
    static final String SAID_OF_KEYS = """
            select s.subject_key, e.register_id as said_of, e.purpose, e.channel, e.scope, e.state, e.source,
                   e.event_time, e.counts_from, e.id as event_id
              from permission_subject s
             cross join lateral (select * from permission_event where id = s.event_id offset 0) e
             where s.subject_key = any(:keys) and not s.inherited and e.purpose = any(:purposes)
            """;

    private final JdbcClient jdbc;
    private final PermissionRules rules;
    private final ProviderJoins joins;

    InForce(JdbcClient jdbc, PermissionRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.joins = new ProviderJoins(jdbc);
    }

    private record OfKey(String key, Said said) {

        static OfKey of(ResultSet row, int number) throws SQLException {
            return new OfKey(row.getString("subject_key"), Said.of(row, number));
        }
    }

    /**
     * Asked before the acts are in the ledger.
     *
     * @return the places of those that say nothing new; what somebody permits is never among them
     */
    Set<Integer> before(List<HeldAct> acts) {
        List<HeldAct> prohibitions = acts.stream()
                .filter(held -> held.act().permission() == Permission.PROHIBITED)
                .toList();
        if (prohibitions.isEmpty()) {
            return Set.of();
        }
        Map<String, List<Said>> ofKeys = new HashMap<>();
        jdbc.sql(SAID_OF_KEYS)
                .param("keys", distinct(prohibitions, held -> held.subjects().keys().stream()))
                .param(
                        "purposes",
                        distinct(prohibitions, held -> Stream.of(held.act().purpose())))
                .query(OfKey::of)
                .list()
                .forEach(one -> ofKeys.computeIfAbsent(one.key(), first -> new ArrayList<>())
                        .add(one.said()));
        if (ofKeys.isEmpty()) {
            return Set.of();
        }
        Map<String, Long> lastMissed = joins.lastMissed();
        return prohibitions.stream()
                .filter(held -> isInForce(held.act(), held.subjects(), ofKeys, lastMissed))
                .map(HeldAct::place)
                .collect(Collectors.toSet());
    }

    private boolean isInForce(
            PermissionAct act, Subjects subjects, Map<String, List<Said>> ofKeys, Map<String, Long> lastMissed) {
        List<Said> permitted = subjects.keys().stream()
                .flatMap(key -> ofKeys.getOrDefault(key, List.of()).stream())
                .filter(said -> !said.prohibits())
                .toList();
        Set<String> providers = rules.providers();
        boolean byProvider = providers.contains(act.source());
        // Who sends only since then has not heard of it, unless it says so itself now.
        long missed = lastMissed.entrySet().stream()
                .filter(one -> !one.getKey().equals(act.source()))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
        List<String> keys = subjects.namedFor(act.channel());
        return !keys.isEmpty()
                && keys.stream().map(key -> ofKeys.getOrDefault(key, List.of())).allMatch(said -> said.stream()
                        .filter(Said::prohibits)
                        .filter(one -> one.eventId() != null && one.eventId() > missed)
                        // What a provider told us was not told to that provider.
                        .filter(one -> byProvider || !providers.contains(one.source()))
                        .anyMatch(one -> ScopeRule.holdsAll(one, act.reach(), permitted)));
    }

    private static String[] distinct(List<HeldAct> acts, Function<HeldAct, Stream<String>> texts) {
        return acts.stream().flatMap(texts).distinct().toArray(String[]::new);
    }
}
