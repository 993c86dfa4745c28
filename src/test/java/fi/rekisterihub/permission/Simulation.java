package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.mail.ReadMail;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.permission.PermissionModel.Row;
import fi.rekisterihub.permission.SimulatedProvider.Hook;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One run of chance: some people, what they say in every way there is, what feeds and stewards do to their rows meanwhile,
 * providers that fail, forget their manners and have wrong clocks, and a database that is lost in the middle. In the end
 * everything is let come to rest, and what the hub answers is held against {@link PermissionModel}.
 */
final class Simulation {

    private static final int HUMANS = 3;
    private static final int STEPS = 22;
    private static final String[] SCOPES = {"*", "*", "newsletter:one", "newsletter:two"};

    private final long seed;
    private final Random random;
    private final SimulatedHub hub;
    private final PermissionModel model = new PermissionModel();
    private final Map<String, SimulatedProvider> providers = new TreeMap<>();
    private final List<List<String>> emails = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, Click> clicks = new HashMap<>();
    private final Deque<Runnable> again = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> tooLate = new ArrayList<>();
    private boolean resting;
    private int number;
    private int words;

    /** A link in a message that went to a row of a register. */
    private record Link(int human, Row row, String email, String scope, String token) {}

    /** What somebody did at a provider, of which the hub does not know yet. */
    private record Click(int human, Instant at, String email) {}

    Simulation(DataSource database, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.hub = new SimulatedHub(database, seed);
        for (String provider : new String[] {"brevo", "mailchimp", "sendgrid"}) {
            providers.put(provider, new SimulatedProvider(provider, random));
        }
        for (int human = 0; human < HUMANS; human++) {
            emails.add(new ArrayList<>(List.of(freshEmail(human))));
        }
    }

    /** What was done, in order, for whoever reads a seed that failed. */
    List<String> told() {
        return told;
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        comeToRest();
        check();
    }

    private void step() {
        int human = random.nextInt(HUMANS);
        switch (random.nextInt(26)) {
            case 0, 1, 2 -> appear(human);
            case 3, 4 -> anyRow(human, row -> move(row, human));
            case 5 -> feedClaimsAPermission(human);
            case 6, 7, 8 -> clickAtProvider(human);
            case 9, 10 -> write(human);
            case 11, 12 -> clickLink();
            case 13, 14 -> anyRow(human, this::toldToOperator);
            case 15, 16, 17 -> anyRow(human, this::permit);
            case 18 -> anyRow(human, this::merge);
            case 19 -> anyRow(human, this::separate);
            case 20 -> anyRow(human, this::leave);
            case 21, 22 -> hookArrives();
            case 23 -> repeat();
            default -> anyProvider(provider -> send(provider, true));
        }
    }

    // What happens to the rows: every one of these is one transaction of a feed or a steward, and comes again until it
    // is done.

    private void appear(int human) {
        String register = random.nextBoolean() ? SimulatedHub.OPT_IN : SimulatedHub.OPT_OUT;
        String email = any(emails.get(human));
        String key = String.valueOf(hub.keys.email(email));
        atOnce("appear %d in %s as %s".formatted(human, register, email), () -> {
            if (!hub.suppressions.suppressed(register, List.of(key)).isEmpty()) {
                return;
            }
            Long id = hub.transaction.execute(status -> hub.jdbc
                    .sql("""
                            insert into person (register_id, email, email_key) values (:register, :email, :key) returning id
                            """)
                    .param("register", register)
                    .param("email", email)
                    .param("key", key)
                    .query(Long.class)
                    .single());
            Row row = new Row(Objects.requireNonNull(id), human, register, email);
            model.appeared(row);
            links.add(link(row, any(SCOPES)));
        });
    }

    private Link link(Row row, String scope) {
        String email = String.valueOf(row.email);
        return new Link(
                row.human,
                row,
                email,
                scope,
                hub.tokens.token(
                        new LinkSubject(row.register, row.id, email, scope, "issue-" + ++number, Instant.now())));
    }

    /** To a new address of theirs, to one of another human being by a feed's mistake, or to none. */
    private void move(Row row, int human) {
        int kind = random.nextInt(10);
        String email = kind == 0 ? null : any(emails.get(kind == 1 ? random.nextInt(HUMANS) : human));
        if (kind > 6) {
            email = freshEmail(human);
            emails.get(human).add(email);
        }
        String to = email;
        if (to != null && to.equals(row.email)) {
            return;
        }
        long change = seed * 1000 + ++number;
        atOnce("move %d to %s".formatted(row.id, to), () -> {
            if (row.gone) {
                return;
            }
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

    private void merge(Row one) {
        Row other = model.rows.stream()
                .filter(row -> row != one && !row.gone && row.register.equals(one.register))
                .filter(row -> row.human == one.human || random.nextInt(5) == 0)
                .findFirst()
                .orElse(null);
        if (other == null) {
            return;
        }
        atOnce("merge %d and %d".formatted(one.id, other.id), () -> {
            if (one.gone || other.gone) {
                return;
            }
            Set<Row> all = new HashSet<>(model.group(one));
            all.addAll(model.group(other));
            List<Long> ids = all.stream().map(row -> row.id).sorted().toList();
            hub.transaction.executeWithoutResult(status -> {
                link(one.register, ids);
                hub.shared.share(one.register, ids);
            });
            model.merged(one, other);
        });
    }

    /** Who is the oldest's part already stays what they are. */
    private void link(String register, List<Long> group) {
        Map<Long, Long> heads = hub.links.headsOf(group);
        group.stream()
                .filter(id -> !group.get(0).equals(heads.get(id)))
                .forEach(id -> hub.links.put(register, id, group.get(0)));
    }

    private void separate(Row row) {
        atOnce("separate %d".formatted(row.id), () -> {
            List<Long> group =
                    model.group(row).stream().map(part -> part.id).sorted().toList();
            if (row.gone || group.size() < 2) {
                return;
            }
            hub.transaction.executeWithoutResult(status -> {
                link(row.register, List.of(row.id));
                link(row.register, group.stream().filter(id -> id != row.id).toList());
            });
            model.separated(row);
        });
    }

    /** Erased, or just no longer kept. */
    private void leave(Row row) {
        boolean erased = random.nextBoolean();
        atOnce("leave %d, erased %s".formatted(row.id, erased), () -> {
            if (row.gone) {
                return;
            }
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
            model.left(row);
        });
    }

    private void feedClaimsAPermission(int human) {
        told.add("a feed claims a permission of " + human);
        for (String source : new String[] {"fonecta-contact", any(List.copyOf(providers.keySet()))}) {
            String email = any(emails.get(human));
            assertThatThrownBy(() -> hub.ledger.record(act(
                            source + ":claim",
                            null,
                            "*",
                            "*",
                            Permission.GRANTED,
                            source,
                            Set.of(),
                            email,
                            Instant.now())))
                    .hasMessageContaining("Nobody but the person can permit");
        }
    }

    // What people say.

    private void clickAtProvider(int human) {
        String email = any(emails.get(human));
        SimulatedProvider provider = providers.get(any(List.copyOf(providers.keySet())));
        Instant at = Instant.now();
        provider.clicked(email);
        told.add("%d clicks at %s as %s".formatted(human, provider.id, email));
        words++;
        clicks.put(provider.newest(), new Click(human, at, email));
    }

    private void hookArrives() {
        SimulatedProvider provider = providers.get(any(List.copyOf(providers.keySet())));
        if (!provider.hooks.isEmpty()) {
            Hook hook = provider.hooks.remove(random.nextInt(provider.hooks.size()));
            deliver(provider, hook);
        }
    }

    private void deliver(SimulatedProvider provider, Hook hook) {
        String key = seed + "/" + hook.key();
        untilDone("hook " + hook.key(), () -> {
            hub.inbox.accept(
                    provider.id, key, "application/json", Map.of(), hook.body().getBytes(StandardCharsets.UTF_8));
            hub.inbox.claim(provider.id, key).ifPresent(item -> hub.events.apply(item, "brevo-event"));
            Click click = clicks.remove(hook.event());
            if (click != null) {
                model.prohibited(click.human(), null, "email", "*", click.at(), null, click.email());
            }
        });
    }

    private void write(int human) {
        String email = any(emails.get(human));
        String key = seed + "/mail-" + ++number;
        Instant at = Instant.now();
        words++;
        untilDone("%d writes from %s".formatted(human, email), () -> {
            hub.inbox.accept(MailReplies.SOURCE, key, "message/rfc822", Map.of(), new byte[0]);
            hub.inbox.claim(MailReplies.SOURCE, key).ifPresent(item -> hub.replies.apply(item, mail(email)));
            model.prohibited(human, null, "email", "*", at, null, email);
        });
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

    private void clickLink() {
        if (links.isEmpty()) {
            return;
        }
        Link link = any(links);
        words++;
        untilDone("click on the link of %d, %s".formatted(link.row().id, link.scope()), () -> {
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

    private void toldToOperator(Row row) {
        String register = random.nextInt(3) == 0 ? null : row.register;
        String channel = any(new String[] {"email", "*", "phone"});
        String scope = any(SCOPES);
        String key = "console:%d-%d".formatted(seed, ++number);
        Instant at = Instant.now();
        words++;
        untilDone("operator notes %s/%s/%s of %d".formatted(register, channel, scope, row.id), () -> {
            hub.ledger.record(
                    act(key, register, channel, scope, Permission.PROHIBITED, "console", Set.of(row.id), null, at));
            if (!row.gone) {
                model.prohibited(row.human, register, channel, scope, at, row, null);
            }
        });
    }

    /** Not repeated when it fails: nobody is to be written to because a permission might have been given. */
    private void permit(Row row) {
        String register = random.nextInt(4) == 0 ? null : row.register;
        String channel = any(new String[] {"email", "*"});
        String scope = any(SCOPES);
        Instant at = Instant.now();
        String text = "%d permits %s/%s/%s".formatted(row.id, register, channel, scope);
        model.granted(row.human, register, channel, scope, at);
        attempt(
                text,
                () -> hub.ledger.record(act(
                        "link:grant-%d-%d".formatted(seed, ++number),
                        register,
                        channel,
                        scope,
                        Permission.GRANTED,
                        "link",
                        Set.of(row.id),
                        null,
                        at)));
    }

    private static PermissionAct act(
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

    // What goes out.

    /** Claims some and lets the provider answer, be away, act without being heard, or the worker die with what it holds. */
    private void send(SimulatedProvider provider, boolean faults) {
        List<ClaimedDelivery> claimed = hub.outbox.claim(hub.route(provider.id), 1 + random.nextInt(5));
        for (ClaimedDelivery delivery : claimed) {
            int fault = faults ? random.nextInt(12) : 11;
            String email = String.valueOf(delivery.payload().get("email"));
            told.add("%s: %s of %s, fault %d".formatted(provider.id, email, delivery.position(), fault));
            switch (fault) {
                case 0 -> hub.outbox.failed(delivery, "503");
                case 1 -> {
                    effect(provider, delivery, email);
                    hub.outbox.failed(delivery, "no answer in time");
                }
                case 2 -> tooLate.add(() -> hub.outbox.failed(delivery, "A worker that was thought dead"));
                case 3 -> {
                    effect(provider, delivery, email);
                    tooLate.add(() -> hub.outbox.sent(delivery, "A worker that was thought dead"));
                }
                default -> {
                    effect(provider, delivery, email);
                    hub.outbox.sent(delivery, "done");
                }
            }
        }
    }

    private static void effect(SimulatedProvider provider, ClaimedDelivery delivery, String email) {
        provider.suppress(email);
        if (delivery.entityId() != null) {
            provider.positions
                    .computeIfAbsent(delivery.entityId(), first -> new ArrayList<>())
                    .add(delivery.position());
        }
    }

    /** Until nothing is left to do; hooks that echo what was sent must not keep it going for ever. */
    private void comeToRest() {
        resting = true;
        told.add("comes to rest");
        for (int round = 0; round < 30; round++) {
            while (!again.isEmpty()) {
                again.poll().run();
            }
            tooLate.forEach(Runnable::run);
            tooLate.clear();
            boolean quiet = true;
            for (SimulatedProvider provider : providers.values()) {
                while (!provider.hooks.isEmpty()) {
                    quiet = false;
                    deliver(provider, provider.hooks.remove(0));
                }
                long waiting = waiting(provider);
                quiet &= waiting == 0;
                for (long tries = waiting; tries > 0; tries--) {
                    send(provider, false);
                }
            }
            if (quiet && again.isEmpty() && tooLate.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("Thirty rounds, and there is still something to tell.");
    }

    private long waiting(SimulatedProvider provider) {
        return hub.jdbc
                .sql("select count(*) from notice_delivery where route = :route and status in ('new', 'claimed')")
                .param("route", hub.route(provider.id))
                .query(Long.class)
                .single();
    }

    // What must hold then.

    private void check() {
        for (Row row : model.rows) {
            if (row.gone) {
                continue;
            }
            for (String channel : new String[] {"email", "phone"}) {
                for (String scope : new String[] {"*", "newsletter:one", "newsletter:two"}) {
                    if (model.mustNot(row, channel, scope)) {
                        held(row, channel, scope);
                    }
                }
            }
            if (row.email != null && model.mustNot(row, "email", "*")) {
                for (String provider : SimulatedHub.PROVIDERS.getOrDefault(row.register, List.of())) {
                    assertThat(providers.get(provider).suppressed)
                            .as("%s keeps %s (row %d) silent", provider, row.email, row.id)
                            .contains(row.email);
                }
            }
        }
        providers
                .values()
                .forEach(provider -> provider.positions.forEach((entity, positions) -> assertThat(positions)
                        .as("%s hears of row %d in order", provider.id, entity)
                        .isSorted()));
        long notices = hub.jdbc
                .sql("select count(*) from notice_delivery where route = any(:routes)")
                .param("routes", providers.keySet().stream().map(hub::route).toArray(String[]::new))
                .query(Long.class)
                .single();
        assertThat(notices)
                .as("what was told, of %d words and %d steps", words, STEPS)
                .isLessThanOrEqualTo(40L * (words + 3));
    }

    private void held(Row row, String channel, String scope) {
        PermissionState state = hub.states.of(row.id, PermissionAct.DIRECT_MARKETING, channel, scope);
        assertThat(state)
                .as("row %d of human %d, %s, %s", row.id, row.human, channel, scope)
                .matches(it ->
                        it.permission() == Permission.PROHIBITED && !it.source().equals("profile"));
    }

    // How it is done.

    /** Comes again, at a later step or in the end, until it has gone well. */
    private void untilDone(String what, Runnable deed) {
        if (!attempt(what, deed)) {
            again.add(() -> untilDone(what, deed));
        }
    }

    /** Comes again at once: the model and the hub must not think differently of who is there. */
    private void atOnce(String what, Runnable deed) {
        while (!attempt(what, deed)) {
            told.add("again");
        }
    }

    private void repeat() {
        Runnable waiting = again.poll();
        if (waiting != null) {
            waiting.run();
        }
    }

    private boolean attempt(String what, Runnable deed) {
        if (!resting && random.nextInt(5) == 0) {
            hub.source.crashAfter(random.nextInt(12));
        }
        try {
            deed.run();
            told.add(what);
            return true;
        } catch (DataAccessException | TransactionException lost) {
            told.add(what + ": the database was lost");
            if (resting) {
                throw lost;
            }
            return false;
        } finally {
            hub.source.calm();
        }
    }

    private void anyRow(int human, Consumer<Row> deed) {
        List<Row> theirs = model.rows.stream()
                .filter(row -> row.human == human && !row.gone)
                .toList();
        if (!theirs.isEmpty()) {
            deed.accept(any(theirs));
        }
    }

    private void anyProvider(Consumer<SimulatedProvider> deed) {
        deed.accept(any(List.copyOf(providers.values())));
    }

    private String freshEmail(int human) {
        return "s%d-h%d-%d@example.fi".formatted(seed, human, ++number);
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private String any(String[] things) {
        return things[random.nextInt(things.length)];
    }
}
