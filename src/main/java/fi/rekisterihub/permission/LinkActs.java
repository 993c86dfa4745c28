package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.register.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opt-outs by a signed link. The click is kept in the inbox first, so that it is not lost when the rest fails, and is
 * applied before the answer, so that "done" is true.
 */
public final class LinkActs {

    public static final String SOURCE = "link";

    // A click after the person has come back of their own will is a new act; a second click of the same day is not.
    static final String OWN_GRANTS = """
            select count(distinct e.id)
              from permission_event e join permission_subject s on s.event_id = e.id
             where e.state = 'granted'
               and s.subject_key = any(:keys::text[]
                                       || array(select subject_key from person_subject where person_id = :person))
            """;
    private static final String RECORDED = "select exists (select from permission_event where event_key = :key)";

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final PermissionLedger ledger;
    private final LinkTokens tokens;
    private final SubjectKeys subjectKeys;
    private final TransactionTemplate transaction;

    LinkActs(
            JdbcClient jdbc,
            Inbox inbox,
            PermissionLedger ledger,
            LinkTokens tokens,
            SubjectKeys subjectKeys,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.ledger = ledger;
        this.tokens = tokens;
        this.subjectKeys = subjectKeys;
        this.transaction = transaction;
    }

    /** What a reader of this token is to be shown. Changes nothing. */
    public LinkState state(String token) {
        return tokens.read(token)
                .map(subject -> recorded(eventKey(token, subject)) ? LinkState.USED : LinkState.OPEN)
                .orElse(LinkState.UNKNOWN);
    }

    /**
     * Keeps and applies one click. When this returns, the opt-out is in force.
     *
     * @return false when the token is none of ours, and nothing was kept
     */
    public boolean optOut(String token, @Nullable String userAgent) {
        LinkSubject subject = tokens.read(token).orElse(null);
        if (subject == null) {
            return false;
        }
        String eventKey = eventKey(token, subject);
        inbox.accept(
                SOURCE,
                eventKey,
                "text/plain",
                userAgent == null ? Map.of() : Map.of("User-Agent", userAgent),
                token.getBytes(StandardCharsets.US_ASCII));
        inbox.claim(SOURCE, eventKey).ifPresent(this::applyOrKeep);
        return true;
    }

    /** Applies a click that an earlier request had kept but could not apply. */
    public void apply(InboxItem item) {
        LinkSubject subject = tokens.read(item.text()).orElse(null);
        if (subject == null) {
            inbox.review(item, "The token is not accepted any more; was its key taken out of hub.links.keys?");
            return;
        }
        transaction.executeWithoutResult(status -> {
            ledger.record(act(item, subject));
            if (!inbox.done(item, "opt-out by link")) {
                status.setRollbackOnly();
            }
        });
    }

    private void applyOrKeep(InboxItem item) {
        try {
            apply(item);
        } catch (RuntimeException e) {
            inbox.failed(item, "The click could not be applied: " + e.getClass().getName());
            throw e;
        }
    }

    private String eventKey(String token, LinkSubject subject) {
        return Hashes.hex(token) + ':' + ownGrants(subject);
    }

    private boolean recorded(String eventKey) {
        return jdbc.sql(RECORDED)
                .param("key", SOURCE + ':' + eventKey)
                .query(Boolean.class)
                .single();
    }

    private long ownGrants(LinkSubject subject) {
        String emailKey = subjectKeys.email(subject.email());
        String person = SubjectKeys.person(subject.personId());
        return jdbc.sql(OWN_GRANTS)
                .param("keys", emailKey == null ? new String[] {person} : new String[] {person, emailKey})
                .param("person", subject.personId())
                .query(Long.class)
                .single();
    }

    private static PermissionAct act(InboxItem item, LinkSubject subject) {
        return new PermissionAct(
                SOURCE + ':' + item.eventKey(),
                subject.registerId(),
                PermissionAct.DIRECT_MARKETING,
                "email",
                subject.scope(),
                Permission.PROHIBITED,
                SOURCE,
                true,
                Set.of(subject.personId()),
                subject.email(),
                null,
                Map.of("inbox", item.id(), "message", subject.messageId()),
                item.receivedAt());
    }
}
