package fi.rekisterihub.permission;

import fi.rekisterihub.permission.PermissionReader.OptOutListView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the lists that bind a register, and the providers that send for it, how long ago they were heard of. */
final class RegisterFreshness implements Freshness {

    // A provider that lost an opt-out is told anew, and has had since then to take it. One that was asked nothing since
    // it answered last is not silent. An opt-out that no attempt has brought over is worse than one that waits.
    private static final String PROVIDERS = """
            select p.name,
                   exists (select from notice_delivery d join notice n on n.id = d.notice_id
                            where d.recipient = p.name and d.status = 'dead' and n.kind = 'opt-out') as dead,
                   (select min(greatest(d.created_at, d.drifted_at)) from notice_delivery d
                     where d.recipient = p.name and d.status in ('new', 'claimed')) as waiting,
                   (select m.answered_at from source_meter m
                     where m.source = 'provider-' || p.name and m.failures > 0) as answered
              from unnest(:providers) as p(name)
             order by p.name
            """;

    private final JdbcClient jdbc;
    private final PermissionReader lists;
    private final PermissionRules rules;
    private final PermissionSettings settings;

    RegisterFreshness(JdbcClient jdbc, PermissionReader lists, PermissionRules rules, PermissionSettings settings) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.rules = rules;
        this.settings = settings;
    }

    @Override
    public List<Stale> stale(String registerId) {
        Set<String> binding = rules.bindingLists(registerId);
        String[] providers = rules.providers().stream()
                .filter(provider -> rules.servedBy(provider).contains(registerId))
                .toArray(String[]::new);
        return Stream.concat(
                        lists.lists().stream()
                                .filter(list -> binding.contains(list.name()) && list.stale())
                                .map(RegisterFreshness::stale),
                        jdbc.sql(PROVIDERS).param("providers", providers).query(this::provider).list().stream()
                                .flatMap(List::stream))
                .toList();
    }

    private static Stale stale(OptOutListView list) {
        return list.awaited()
                ? new Stale(
                        Stale.Kind.LIST_AWAITED, list.name(), 0, list.freshFor().toDays())
                : new Stale(
                        Stale.Kind.LIST_OLD,
                        list.name(),
                        list.age().toDays(),
                        list.freshFor().toDays());
    }

    private List<Stale> provider(ResultSet row, int number) throws SQLException {
        String name = row.getString("name");
        Duration waiting = since(row.getTimestamp("waiting"));
        Duration silent = since(row.getTimestamp("answered"));
        if (row.getBoolean("dead")) {
            return List.of(new Stale(Stale.Kind.PROVIDER_DEAD, name, 0, 0));
        }
        if (waiting.compareTo(settings.providerWait()) > 0) {
            return List.of(stale(Stale.Kind.PROVIDER_WAITING, name, waiting, settings.providerWait()));
        }
        return silent.compareTo(settings.providerSilence()) > 0
                ? List.of(stale(Stale.Kind.PROVIDER_SILENT, name, silent, settings.providerSilence()))
                : List.of();
    }

    private static Stale stale(Stale.Kind kind, String name, Duration found, Duration limit) {
        return new Stale(kind, name, found.toDays(), limit.toDays());
    }

    private static Duration since(@Nullable Timestamp time) {
        return time == null ? Duration.ZERO : Duration.between(time.toInstant(), Instant.now());
    }
}
