package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxSettings;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.NoticeSettings;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.ProviderDelivery;
import fi.rekisterihub.notice.ProviderOutbox;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.profile.ShippedProfiles;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.Links;
import fi.rekisterihub.register.SubjectKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real classes with the shipped profiles, on the database of all simulations. Leases are over at once, so that a worker
 * that dies holds nobody up; each simulation has routes of its own.
 */
final class SimulatedHub {

    static final String OPT_IN = "sofor-asiakasrekisteri";
    static final String OPT_OUT = "soprano-valiaikainen-markkinointirekisteri";
    static final Map<String, List<String>> PROVIDERS =
            Map.of(OPT_IN, List.of("mailchimp", "brevo"), OPT_OUT, List.of("brevo", "sendgrid"));

    /** The registers that {@link #LIST} binds. */
    static final Set<String> LISTS_BIND = Set.of(OPT_IN);

    static final String LIST = "dma-optout";

    private static final PermissionSettings SETTINGS =
            new PermissionSettings(Period.ofYears(3), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(7));
    private static final NoticeSettings NOTICES =
            new NoticeSettings(1000, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
    private static final Mappings MAPPINGS = ShippedMappings.read();
    private static final SubjectKeys KEYS =
            new SubjectKeys("a key for tests, thirty-two byte".getBytes(StandardCharsets.UTF_8));

    final CrashingSource source;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final SubjectKeys keys = KEYS;
    final EntityLinks links;
    final PermissionLedger ledger;
    final PermissionStates states;
    final SharedProhibitions shared;
    final MovedAddresses movedAddresses;
    final Suppressions suppressions;
    final OptOutLists lists;
    final Inbox inbox;
    final ProviderEvents events;
    final LinkTokens tokens;
    final LinkActs linkActs;
    final Grants grants;
    final LinkPreferences preferences;
    final MailReplies replies;
    final Outbox outbox;
    final ProviderOutbox providerOutbox;
    private final ToldProhibitions told;
    private final long seed;

    SimulatedHub(DataSource database, long seed) {
        this.seed = seed;
        source = new CrashingSource(database);
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        Profiles profiles = profiles(database);
        Recipients recipients = register -> PROVIDERS.getOrDefault(register, List.of()).stream()
                .map(provider -> Recipient.provider(provider, route(provider)))
                .toList();
        PermissionRules rules = new ProfileRules(profiles, recipients);
        Notices notices = new Notices(source, recipients);
        ListedKeys listed = new ListedKeys(jdbc, keys);
        links = Links.on(jdbc);
        ledger = new PermissionLedger(jdbc, transaction, keys, notices, rules, SETTINGS.clockTolerance());
        states = new PermissionStates(jdbc, rules, listed, register -> List.of());
        shared = new SharedProhibitions(jdbc, ledger);
        movedAddresses = new MovedAddresses(jdbc, states, listed, notices);
        suppressions = new Suppressions(jdbc);
        lists = new OptOutLists(jdbc, keys, SETTINGS);
        inbox = new Inbox(jdbc, new InboxSettings(Duration.ofMillis(1), 1000, Duration.ZERO, Duration.ofHours(1)));
        Bounces bounces = new Bounces(jdbc, keys);
        ForbiddenAddresses forbidden = new ForbiddenAddresses(jdbc, keys, states, suppressions);
        told = new ToldProhibitions(jdbc, forbidden);
        ProviderReminders reminders = new ProviderReminders(rules, forbidden, notices);
        events = new ProviderEvents(
                MAPPINGS,
                new ProviderActs(ledger, bounces, reminders, new ProviderTopics(Map.of())),
                inbox,
                transaction);
        tokens = new LinkTokens(
                List.of("a key for links".getBytes(StandardCharsets.UTF_8)),
                URI.create("https://hub.example.fi"),
                "unsubscribe@example.fi");
        linkActs = new LinkActs(jdbc, inbox, ledger, tokens, keys, transaction);
        grants = new Grants(
                jdbc,
                inbox,
                ledger,
                tokens,
                new GrantTokens(List.of("a key for links".getBytes(StandardCharsets.UTF_8))),
                keys,
                profiles,
                transaction,
                new Grants.Rules(true, Duration.ofDays(7), URI.create("https://hub.example.fi")));
        preferences = new LinkPreferences(jdbc, tokens, linkActs, grants, states, profiles);
        replies = new MailReplies(
                inbox,
                ledger,
                tokens,
                new ReturnedMails(new SentTo(jdbc, keys, tokens), bounces, ledger),
                (item, right, person, from) -> right.sentence(),
                transaction);
        outbox = new Outbox(jdbc, NOTICES);
        providerOutbox = new ProviderOutbox(jdbc, NOTICES, outbox);
    }

    /** As the route asks before it looks at a provider. */
    boolean stillProhibited(ProviderDelivery check) {
        ClaimedDelivery delivery = check.delivery();
        return told.hold(
                delivery.registerId(),
                delivery.entityId(),
                check.email(),
                String.valueOf(delivery.payload().getOrDefault("scope", "*")),
                delivery.noticedAt());
    }

    long waiting(String provider) {
        return jdbc.sql("select count(*) from notice_delivery where route = :route and status in ('new', 'claimed')")
                .param("route", route(provider))
                .query(Long.class)
                .single();
    }

    String route(String provider) {
        return "provider-%s-%d".formatted(provider, seed);
    }

    private static Profiles profiles;

    private static synchronized Profiles profiles(DataSource database) {
        if (profiles == null) {
            profiles = ShippedProfiles.read(JdbcClient.create(database));
        }
        return profiles;
    }
}
