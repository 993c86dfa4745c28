package fi.rekisterihub.permission;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.SubjectKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Allowing something again by a link. Whoever holds a link may be anybody to whom the message was forwarded, so a tick on the
 * page lifts nothing: it sends a mail to the address that the person has in the register, and only the button behind that mail
 * is the person's own act (docs/decisions/0031).
 */
public final class Grants {

    /** The source in the inbox of mails that wait to be sent. */
    public static final String SOURCE = "grant";

    private static final int A_DAY = 3;
    private static final String LANGUAGE = "Language";
    private static final String ASKED = """
            select count(*) from inbox where source = :source and starts_with(event_key, :beginning)
            """;
    private static final String THEIR_ADDRESS = """
            select exists (select from person where id = :person and register_id = :register and email_key = :key)
            """;
    private static final String RECORDED = "select exists (select from permission_event where event_key = :key)";

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final PermissionLedger ledger;
    private final LinkTokens links;
    private final GrantTokens tokens;
    private final SubjectKeys subjectKeys;
    private final Profiles profiles;
    private final TransactionTemplate transaction;
    private final Rules rules;

    Grants(
            JdbcClient jdbc,
            Inbox inbox,
            PermissionLedger ledger,
            LinkTokens links,
            GrantTokens tokens,
            SubjectKeys subjectKeys,
            Profiles profiles,
            TransactionTemplate transaction,
            Rules rules) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.ledger = ledger;
        this.links = links;
        this.tokens = tokens;
        this.subjectKeys = subjectKeys;
        this.profiles = profiles;
        this.transaction = transaction;
        this.rules = rules;
    }

    /**
     * @param enabled whether the hub sends such mails at all
     * @param within how long the button works
     */
    record Rules(boolean enabled, Duration within, URI publicUrl) {}

    /** Whether the message of this link went to the address that the person has today. */
    boolean possible(LinkSubject subject) {
        return rules.enabled() && theirAddress(subject.registerId(), subject.personId(), subject.email());
    }

    /**
     * Keeps what was ticked, for a mail to be sent.
     *
     * @return false when so much has been asked with this link today that no further mail is sent
     */
    boolean ask(String token, Collection<Wish> wishes, String language) {
        String text =
                token + wishes.stream().map(wish -> '\n' + wish.text()).sorted().collect(Collectors.joining());
        String day = Hashes.hex(token) + ':' + Finland.today() + ':';
        if (asked(day) >= A_DAY) {
            return false;
        }
        inbox.accept(
                SOURCE,
                day + Hashes.hex(text),
                "text/plain",
                Map.of(LANGUAGE, language),
                text.getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    /** The mail for what was kept; empty when the address is not the person's any more. */
    public Optional<GrantLetter> letter(InboxItem item) {
        List<String> lines = item.text().lines().toList();
        LinkSubject subject = links.read(lines.get(0)).orElse(null);
        String email = subject == null ? null : subject.email();
        Profile profile =
                subject == null ? null : profiles.find(subject.registerId()).orElse(null);
        if (subject == null || email == null || profile == null || !possible(subject)) {
            return Optional.empty();
        }
        List<Wish> wishes = lines.stream().skip(1).map(Wish::parse).toList();
        Grant grant = new Grant(
                subject.registerId(), subject.personId(), email, subject.messageId(), wishes, item.receivedAt());
        return Optional.of(new GrantLetter(
                email,
                item.headers().getOrDefault(LANGUAGE, "fi"),
                profile.name(),
                profile.controller().name(),
                "%s/u/%s/allow".formatted(rules.publicUrl(), tokens.token(grant)),
                UUID.nameUUIDFromBytes((SOURCE + item.eventKey()).getBytes(StandardCharsets.UTF_8))));
    }

    /** Changes nothing, because scanners open the links of mails too. */
    public GrantState state(String token) {
        Grant grant = tokens.read(token).orElse(null);
        if (grant == null) {
            return GrantState.UNKNOWN;
        }
        if (recorded(token, grant)) {
            return GrantState.USED;
        }
        return expired(grant) ? GrantState.EXPIRED : GrantState.OPEN;
    }

    /**
     * The person's own act. Pressed again it changes nothing, also when they have said no since.
     *
     * @return how it stands afterwards
     */
    public GrantState confirm(String token) {
        GrantState state = state(token);
        if (state == GrantState.OPEN) {
            Grant grant = tokens.read(token).orElseThrow();
            transaction.executeWithoutResult(
                    status -> grant.wishes().forEach(wish -> ledger.record(act(token, grant, wish))));
            return GrantState.USED;
        }
        return state;
    }

    private boolean expired(Grant grant) {
        return Instant.now().isAfter(grant.asked().plus(rules.within()))
                || !theirAddress(grant.registerId(), grant.personId(), grant.email());
    }

    private boolean theirAddress(String register, long person, @Nullable String email) {
        String key = subjectKeys.email(email);
        return key != null
                && jdbc.sql(THEIR_ADDRESS)
                        .param("person", person)
                        .param("register", register)
                        .param("key", key)
                        .query(Boolean.class)
                        .single();
    }

    private long asked(String beginning) {
        return jdbc.sql(ASKED)
                .param("source", SOURCE)
                .param("beginning", beginning)
                .query(Long.class)
                .single();
    }

    private boolean recorded(String token, Grant grant) {
        return grant.wishes().stream().findFirst().stream().anyMatch(wish -> jdbc.sql(RECORDED)
                .param("key", eventKey(token, wish))
                .query(Boolean.class)
                .single());
    }

    private static String eventKey(String token, Wish wish) {
        return "%s:grant:%s:%s".formatted(LinkActs.SOURCE, Hashes.hex(token), wish.text());
    }

    private static PermissionAct act(String token, Grant grant, Wish wish) {
        return new PermissionAct(
                eventKey(token, wish),
                grant.registerId(),
                wish.purpose(),
                wish.channel(),
                wish.scope(),
                Permission.GRANTED,
                LinkActs.SOURCE,
                true,
                Set.of(grant.personId()),
                null,
                null,
                Map.of(
                        "way",
                        "confirmed-mail",
                        "message",
                        grant.messageId(),
                        "asked",
                        grant.asked().toString()),
                Instant.now());
    }
}
