package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.permission.PermissionModel.Row;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What feeds and stewards do to the rows of the registers: every one of these is one transaction, and comes again until it
 * is done.
 */
final class SimulatedRows {

    private final SimulatedWorld world;
    private final SimulatedHub hub;
    private final PermissionModel model;
    private final Chance chance;

    SimulatedRows(SimulatedWorld world) {
        this.world = world;
        this.hub = world.hub;
        this.model = world.model;
        this.chance = world.chance;
    }

    void appear(int human) {
        String register = chance.oneIn(2) ? SimulatedHub.OPT_IN : SimulatedHub.OPT_OUT;
        String email = world.emailOf(human);
        String key = String.valueOf(hub.keys.email(email));
        world.deeds.atOnce("appear %d in %s as %s".formatted(human, register, email), () -> {
            boolean suppressed =
                    !hub.suppressions.suppressed(register, List.of(key)).isEmpty();
            assertThat(suppressed)
                    .as("whoever was erased from %s as %s stays out", register, email)
                    .isEqualTo(model.wasErased(register, email));
            if (suppressed) {
                return;
            }
            long change = world.uniqueNumber();
            Long id = hub.transaction.execute(status -> {
                long made = hub.jdbc
                        .sql("""
                                insert into person (register_id, email, email_key) values (:register, :email, :key) returning id
                                """)
                        .param("register", register)
                        .param("email", email)
                        .param("key", key)
                        .query(Long.class)
                        .single();
                hub.movedAddresses.arrived(register, List.of(new MovedAddresses.Moved(made, change, email)));
                return made;
            });
            Row row = new Row(Objects.requireNonNull(id), human, register, email);
            model.appeared(row);
            world.sendLink(row);
        });
    }

    /** To a new address of theirs, to one of another human being by a feed's mistake, or to none. */
    void move(Row row) {
        String to = newAddress(row);
        if (to != null && to.equals(row.email)) {
            return;
        }
        long change = world.uniqueNumber();
        world.deeds.atOnce("move %d to %s".formatted(row.id, to), () -> {
            hub.transaction.executeWithoutResult(status -> {
                hub.jdbc
                        .sql("update person set email = :email, email_key = :key where id = :id")
                        .param("email", to, Types.VARCHAR)
                        .param("key", hub.keys.email(to), Types.VARCHAR)
                        .param("id", row.id)
                        .update();
                if (to != null) {
                    hub.movedAddresses.follow(row.register, List.of(new MovedAddresses.Moved(row.id, change, to)));
                }
            });
            model.moved(row, to);
        });
    }

    private @Nullable String newAddress(Row row) {
        int kind = chance.below(10);
        if (kind == 0) {
            return null;
        }
        if (kind > 6) {
            return world.newEmailOf(row.human);
        }
        return world.emailOf(kind == 1 ? chance.below(SimulatedWorld.HUMANS) : row.human);
    }

    /** With another of theirs, or by mistake with somebody else's. */
    void merge(Row one) {
        Row other = model.rows.stream()
                .filter(row -> row != one && !row.gone && row.register.equals(one.register))
                .filter(row -> row.human == one.human || chance.oneIn(5))
                .findFirst()
                .orElse(null);
        if (other == null) {
            return;
        }
        world.deeds.atOnce("merge %d and %d".formatted(one.id, other.id), () -> {
            Set<Row> all = new HashSet<>(model.group(one));
            all.addAll(model.group(other));
            List<Long> ids = ids(all);
            hub.transaction.executeWithoutResult(status -> {
                link(one.register, ids);
                hub.shared.share(one.register, ids);
            });
            model.merged(one, other);
        });
    }

    void separate(Row row) {
        world.deeds.atOnce("separate %d".formatted(row.id), () -> {
            List<Long> group = ids(model.group(row));
            if (group.size() < 2) {
                return;
            }
            hub.transaction.executeWithoutResult(status -> {
                link(row.register, List.of(row.id));
                link(row.register, group.stream().filter(id -> id != row.id).toList());
            });
            model.separated(row);
        });
    }

    private static List<Long> ids(Set<Row> rows) {
        return rows.stream().map(row -> row.id).sorted().toList();
    }

    /** Who is the oldest's part already stays what they are. */
    private void link(String register, List<Long> group) {
        Map<Long, Long> heads = hub.links.headsOf(group);
        group.stream()
                .filter(id -> !group.get(0).equals(heads.get(id)))
                .forEach(id -> hub.links.put(register, id, group.get(0)));
    }

    /** Erased, or just no longer kept. */
    void leave(Row row) {
        boolean erased = chance.oneIn(2);
        world.deeds.atOnce("leave %d, erased %s".formatted(row.id, erased), () -> {
            hub.transaction.executeWithoutResult(status -> {
                if (erased && row.email != null) {
                    hub.suppressions.suppress(
                            row.register, List.of(String.valueOf(hub.keys.email(row.email))), "erased");
                }
                hub.jdbc
                        .sql("delete from person where id = :id")
                        .param("id", row.id)
                        .update();
            });
            model.left(row, erased);
        });
    }

    void feedClaimsAPermission(int human) {
        world.deeds.tell("a feed claims a permission of " + human);
        for (String source : new String[] {"fonecta-contact", world.anyProvider().id}) {
            PermissionAct claim = SimulatedWords.act(
                    source + ":claim",
                    null,
                    "*",
                    "*",
                    Permission.GRANTED,
                    source,
                    Set.of(),
                    world.emailOf(human),
                    Instant.now());
            assertThatThrownBy(() -> hub.ledger.record(claim)).hasMessageContaining("Nobody but the person can permit");
        }
    }
}
