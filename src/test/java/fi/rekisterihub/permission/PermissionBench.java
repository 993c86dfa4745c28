package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxSettings;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.OptOutsTold;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FreshDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a database of its own, without Spring. */
public final class PermissionBench extends PermissionGround {

    public static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");
    public static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));
    public static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));

    private static final PermissionSettings SETTINGS =
            new PermissionSettings(Period.ofYears(3), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(7));

    public final JdbcClient jdbc = JdbcClient.create(source);
    public final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    public final SubjectKeys keys =
            new SubjectKeys("a key for tests, thirty-two byte".getBytes(StandardCharsets.UTF_8));
    public final People people = new People(jdbc, keys);
    final PermissionRules rules = new ConsentForEmailInSofor(providers);
    public final Notices notices = new Notices(source, register -> providers.stream()
            .map(id -> Recipient.provider(id, "provider-" + id))
            .toList());
    public final PermissionLedger ledger =
            new PermissionLedger(jdbc, transaction, keys, notices, rules, SETTINGS.clockTolerance());
    final ListedKeys listed = new ListedKeys(jdbc, keys);

    /** What is too old; a test puts something in. */
    final List<Stale> stale = new ArrayList<>();

    public final PermissionStates states = new PermissionStates(jdbc, rules, listed, register -> stale);
    public final Inbox inbox =
            new Inbox(jdbc, new InboxSettings(Duration.ofMinutes(2), 3, Duration.ZERO, Duration.ofHours(1)));
    public final Bounces bounces = new Bounces(jdbc, keys);
    final Suppressions suppressions = new Suppressions(jdbc);
    private final ForbiddenAddresses forbidden = new ForbiddenAddresses(jdbc, keys, states, suppressions);
    private final ProviderReminders reminders = new ProviderReminders(rules, forbidden, notices);
    public final ToldProhibitions told = new ToldProhibitions(jdbc, forbidden);
    public final ProviderEvents events = events(ShippedMappings.read(), Map.of());
    public final LinkTokens linkTokens = new LinkTokens(
            List.of("a key for links".getBytes(StandardCharsets.UTF_8)),
            URI.create("https://hub.example.fi"),
            "unsubscribe@example.fi");
    public final LinkActs linkActs = new LinkActs(jdbc, inbox, ledger, linkTokens, keys, transaction);
    public final Grants grants = new Grants(
            jdbc,
            inbox,
            ledger,
            linkTokens,
            new GrantTokens(List.of("a key for links".getBytes(StandardCharsets.UTF_8))),
            keys,
            ShippedProfiles.read(jdbc),
            transaction,
            new Grants.Rules(true, Duration.ofDays(7), URI.create("https://hub.example.fi")));
    public final LinkPreferences linkPreferences =
            new LinkPreferences(jdbc, linkTokens, linkActs, grants, states, ShippedProfiles.read(jdbc));
    final Extracts extracts = new Extracts(
            new JdbcTemplate(source),
            transaction,
            ShippedProfiles.read(jdbc),
            rules,
            states,
            listed,
            linkTokens,
            register -> stale);
    final ExtractFiles extractFiles = new ExtractFiles(jdbc, extracts);
    public final Deliverability deliverability = new Deliverability(jdbc);
    public final MailReplies replies = new MailReplies(
            inbox,
            ledger,
            linkTokens,
            new ReturnedMails(new SentTo(jdbc, keys, linkTokens), bounces, ledger),
            (item, right, person, from) -> right.sentence(),
            transaction);
    final MovedAddresses movedAddresses = new MovedAddresses(jdbc, states, listed, notices);
    final NewProviders newProviders = newProviders();
    final OptOutLists lists = new OptOutLists(jdbc, keys, SETTINGS);

    public PermissionBench() {
        this(FreshDatabase.dataSource(), List.of("mailchimp", "brevo"));
    }

    /** @param providers who are told */
    public PermissionBench(DataSource source, List<String> providers) {
        super(source, providers);
    }

    private NewProviders newProviders() {
        ProviderJoins joins = new ProviderJoins(jdbc);
        Recipients recipients = register -> providers.stream()
                .map(id -> Recipient.provider(id, "provider-" + id))
                .toList();
        return new NewProviders(
                rules,
                joins,
                new EarlierProhibitions(
                        jdbc,
                        transaction,
                        joins,
                        movedAddresses,
                        states,
                        forbidden,
                        rules,
                        notices,
                        new OptOutsTold(jdbc, recipients)),
                true);
    }

    /** With other tables, or lists of a provider that are topics of ours. */
    public ProviderEvents events(Mappings mappings, Map<String, Map<String, String>> topics) {
        Map<String, ProviderTopics.Lists> lists = new HashMap<>();
        topics.forEach((provider, known) -> lists.put(provider, new ProviderTopics.Lists(known)));
        return new ProviderEvents(
                mappings, new ProviderActs(ledger, bounces, reminders, new ProviderTopics(lists)), inbox, transaction);
    }

    /** How often each outcome of the inbox stands there, as {@code status: outcome}. */
    public List<String> outcomes() {
        return jdbc.sql("select status || coalesce(': ' || outcome, '') from inbox order by id")
                .query(String.class)
                .list();
    }

    public long events() {
        return jdbc.sql("select count(*) from permission_event")
                .query(Long.class)
                .single();
    }

    /** One delivery that was queued. */
    public record Told(String register, String cause, String recipient, String email) {}

    /** Who was told; whoever said it itself is not among them. */
    public List<Told> told() {
        return jdbc.sql("""
                        select n.register_id as register, n.cause, d.recipient, d.payload ->> 'email' as email
                          from notice_delivery d join notice n on n.id = d.notice_id
                         where not d.origin order by n.cause, d.recipient
                        """).query(Told.class).list();
    }

    public Recorded optOut(String eventKey, String source, String email, Instant at) {
        return ledger.record(PermissionAct.emailOptOut(eventKey, null, source, Set.of(), email, Map.of(), at));
    }

    public Recorded ownGrant(String eventKey, String email, Instant at) {
        return ledger.record(new PermissionAct(
                eventKey,
                null,
                PermissionAct.DIRECT_MARKETING,
                "email",
                "*",
                Permission.GRANTED,
                "link",
                true,
                Set.of(),
                email,
                null,
                Map.of(),
                at));
    }

    /** What somebody says of themselves alone, and of no address. */
    void permits(long person, String channel) {
        ledger.record(new PermissionAct(
                "console:" + UUID.randomUUID(),
                null,
                PermissionAct.DIRECT_MARKETING,
                channel,
                PermissionAct.EVERYTHING,
                Permission.GRANTED,
                "console",
                true,
                Set.of(person),
                null,
                null,
                Map.of(),
                Instant.now()));
    }

    public boolean mayEmail(long person) {
        return states.mayContact(person, PermissionAct.DIRECT_MARKETING, "email");
    }

    private record ConsentForEmailInSofor(List<String> told) implements PermissionRules {

        @Override
        public boolean needsConsent(String registerId, String purpose, String channel) {
            return registerId.equals(People.REGISTER) && channel.equals("email");
        }

        @Override
        public boolean mayGrant(String source) {
            return !providers().contains(source) && !source.equals("fonecta-contact");
        }

        @Override
        public Set<String> bindingLists(String registerId) {
            return registerId.equals("nobody") ? Set.of() : Set.of("dma-optout");
        }

        @Override
        public Set<String> providers() {
            return Stream.concat(told.stream(), Stream.of("shared")).collect(Collectors.toSet());
        }

        @Override
        public List<String> servedBy(String provider) {
            return provider.equals("shared")
                    ? List.of(People.REGISTER, "nobody")
                    : told.contains(provider) ? List.of(People.REGISTER) : List.of();
        }

        @Override
        public List<String> registersToTell(Collection<String> preferred) {
            return preferred.isEmpty()
                    ? List.of(People.REGISTER)
                    : List.of(preferred.iterator().next());
        }
    }
}
