package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.permission.PermissionModel.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people say to the hub: by mail, by a link, to an operator. */
final class SimulatedWords {

    private final SimulatedWorld world;
    private final SimulatedHub hub;
    private final PermissionModel model;
    private final Chance chance;
    private int number;

    SimulatedWords(SimulatedWorld world) {
        this.world = world;
        this.hub = world.hub;
        this.model = world.model;
        this.chance = world.chance;
    }

    /** How many words there were. */
    int number() {
        return number;
    }

    /** A mail may be fetched at once or after a while, and twice. */
    void write(int human) {
        String email = world.emailOf(human);
        String key = world.unique("mail");
        Instant at = Instant.now();
        number++;
        Runnable arrives = () -> {
            hub.inbox.accept(MailReplies.SOURCE, key, "message/rfc822", Map.of(), new byte[0]);
            hub.inbox.claim(MailReplies.SOURCE, key).ifPresent(item -> hub.replies.apply(item, mail(email)));
            model.prohibited(human, null, "email", "*", at, null, email);
        };
        String what = "%d writes from %s".formatted(human, email);
        if (!chance.oneIn(4)) {
            world.deeds.untilDone(what, arrives);
        } else {
            world.deeds.later(what + ", and it takes a while", arrives);
        }
        if (chance.oneIn(4)) {
            world.deeds.later(what + ", and it is fetched again", arrives);
        }
    }

    static ReadMail mail(String from) {
        return MailBodies.read("""
                From: %s
                To: unsubscribe@example.fi
                Subject: Uutiskirje
                Content-Type: text/plain; charset=utf-8

                Poistakaa minut listalta.
                """.formatted(from));
    }

    void clickLink() {
        if (world.links.isEmpty()) {
            return;
        }
        SimulatedWorld.Link link = chance.any(world.links);
        number++;
        world.deeds.untilDone("click on the link of %d, %s".formatted(link.row().id, link.scope()), () -> {
            Instant at = Instant.now();
            assertThat(hub.linkActs.optOut(link.token(), null)).isTrue();
            model.prohibited(
                    link.human(),
                    link.row().register,
                    "email",
                    link.scope(),
                    at,
                    link.row().gone ? null : link.row(),
                    link.email());
        });
    }

    void toldToOperator(Row row) {
        String register = chance.oneIn(3) ? null : row.register;
        String channel = chance.any(new String[] {"email", "*", "phone"});
        String scope = chance.any(SimulatedWorld.SCOPES);
        String key = "console:" + world.unique("note");
        Instant at = Instant.now();
        number++;
        world.deeds.untilDone("operator notes %s/%s/%s of %d".formatted(register, channel, scope, row.id), () -> {
            hub.ledger.record(
                    act(key, register, channel, scope, Permission.PROHIBITED, "console", Set.of(row.id), null, at));
            if (!row.gone) {
                model.prohibited(row.human, register, channel, scope, at, row, null);
            }
        });
    }

    /** Not repeated when it fails: nobody is to be written to because a permission might have been given. */
    void permit(Row row) {
        String register = chance.oneIn(4) ? null : row.register;
        String channel = chance.any(new String[] {"email", "*"});
        String scope = chance.any(SimulatedWorld.SCOPES);
        String key = "link:" + world.unique("grant");
        Instant at = Instant.now();
        model.granted(row.human, register, channel, scope, at);
        world.deeds.attempt(
                "%d permits %s/%s/%s".formatted(row.id, register, channel, scope),
                () -> hub.ledger.record(
                        act(key, register, channel, scope, Permission.GRANTED, "link", Set.of(row.id), null, at)));
    }

    /** Allows and forbids the same at the same moment, with a clock that is fast: then it is forbidden. */
    void saysBoth(Row row) {
        String channel = chance.any(new String[] {"email", "*"});
        String scope = chance.any(SimulatedWorld.SCOPES);
        String key = "link:" + world.unique("both");
        boolean firstYes = chance.oneIn(2);
        Instant at = Instant.now();
        Instant byTheirClock = at.plus(Duration.ofDays(1));
        number++;
        model.granted(row.human, row.register, channel, scope, at);
        UnaryOperator<Permission> other = one -> one == Permission.GRANTED ? Permission.PROHIBITED : Permission.GRANTED;
        Permission first = firstYes ? Permission.GRANTED : Permission.PROHIBITED;
        world.deeds.untilDone("%d says yes and no to %s/%s".formatted(row.id, channel, scope), () -> {
            hub.transaction.executeWithoutResult(status -> {
                for (Permission said : new Permission[] {first, other.apply(first)}) {
                    String saidKey = key + said.word();
                    hub.ledger.record(act(
                            saidKey, row.register, channel, scope, said, "link", Set.of(row.id), null, byTheirClock));
                }
            });
            if (!row.gone) {
                model.prohibited(row.human, row.register, channel, scope, at, row, null);
            }
        });
    }

    static PermissionAct act(
            String key,
            @Nullable String register,
            String channel,
            String scope,
            Permission permission,
            String source,
            Set<Long> persons,
            @Nullable String email,
            Instant at) {
        return new PermissionAct(
                key,
                register,
                PermissionAct.DIRECT_MARKETING,
                channel,
                scope,
                permission,
                source,
                true,
                persons,
                email,
                null,
                Map.of(),
                at);
    }
}
