package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.register.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opt-outs by a signed link. The click is kept in the inbox first, so that it is not lost when the rest fails, and is
 * applied before the answer, so that "done" is true. The body that is kept is the token; under it, one a line, what was
 * chosen on the page, when it is not simply what the link is about.
 */
public final class LinkActs {

    public static final String SOURCE = "link";

    // A click after the person has come back of their own will is a new act; a second click of the same day is not.
    // They may have left and come back as another entry of the register, with the address that the link went to.
    static final String OWN_GRANTS = """
            select count(distinct e.id)
              from permission_event e join permission_subject s on s.event_id = e.id
             where e.state = 'granted'
               and s.subject_key = any(array(
                       select 'person:' || id
                         from unnest(all_parts(:person::bigint
                                               || array(select person_id from person_key where subject_key = :key))) as id))
            """;
    private static final String RECORDED = "select exists (select from permission_event where event_key = :key)";
    // The transaction that applies the click comes right after and waits for the disk, which then has this one too;
    // so does the word of a failure. Nobody is answered before.
    private static final String WITH_THE_NEXT_COMMIT = "select set_config('synchronous_commit', 'off', true)";
    private static final String WAY = "Way";

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

    /** As below, for a click of which nobody has said how it came. */
    public boolean optOut(String token, @Nullable String userAgent) {
        return optOut(token, LinkWay.OTHER, userAgent);
    }

    /**
     * Keeps and applies one click. When this returns, the opt-out is in force.
     *
     * @return false when the token is none of ours, and nothing was kept
     */
    public boolean optOut(String token, LinkWay way, @Nullable String userAgent) {
        LinkSubject subject = tokens.read(token).orElse(null);
        if (subject == null) {
            return false;
        }
        keep(eventKey(token, subject), token, way, userAgent);
        return true;
    }

    /**
     * Keeps and applies what somebody has switched off on the page. When this returns, it is in force.
     *
     * @return false when the token is none of ours, and nothing was kept
     */
    boolean prohibit(String token, Collection<Wish> wishes, @Nullable String userAgent) {
        LinkSubject subject = tokens.read(token).orElse(null);
        if (subject == null) {
            return false;
        }
        String text =
                token + wishes.stream().map(wish -> '\n' + wish.text()).sorted().collect(Collectors.joining());
        keep(eventKey(text, subject), text, LinkWay.PREFERENCES, userAgent);
        return true;
    }

    /** Applies a click that an earlier request had kept but could not apply. */
    public void apply(InboxItem item) {
        List<String> lines = item.text().lines().toList();
        LinkSubject subject = lines.isEmpty() ? null : tokens.read(lines.get(0)).orElse(null);
        if (subject == null) {
            inbox.review(item, "The token is not accepted any more; was its key taken out of hub.links.keys?");
            return;
        }
        List<Wish> chosen = lines.stream().skip(1).map(Wish::parse).toList();
        transaction.executeWithoutResult(status -> {
            if (chosen.isEmpty()) {
                ledger.record(act(item, subject, subject.wish(), ""));
            } else {
                chosen.forEach(wish -> ledger.record(act(item, subject, wish, ':' + wish.text())));
            }
            if (!inbox.done(item, "opt-out by link")) {
                status.setRollbackOnly();
            }
        });
    }

    private void keep(String eventKey, String text, LinkWay way, @Nullable String userAgent) {
        Map<String, String> how = new HashMap<>(Map.of(WAY, way.word()));
        if (userAgent != null) {
            how.put("User-Agent", userAgent);
        }
        Optional<InboxItem> kept = transaction.execute(status -> {
            jdbc.sql(WITH_THE_NEXT_COMMIT).query(String.class).single();
            return inbox.acceptAndClaim(SOURCE, eventKey, "text/plain", how, text.getBytes(StandardCharsets.US_ASCII));
        });
        Objects.requireNonNull(kept).ifPresent(this::applyOrKeep);
    }

    private void applyOrKeep(InboxItem item) {
        try {
            apply(item);
        } catch (RuntimeException e) {
            inbox.failed(item, "The click could not be applied: " + e.getClass().getName());
            throw e;
        }
    }

    private String eventKey(String text, LinkSubject subject) {
        return Hashes.hex(text) + ':' + ownGrants(subject);
    }

    private boolean recorded(String eventKey) {
        return jdbc.sql(RECORDED)
                .param("key", SOURCE + ':' + eventKey)
                .query(Boolean.class)
                .single();
    }

    private long ownGrants(LinkSubject subject) {
        return jdbc.sql(OWN_GRANTS)
                .param("key", subjectKeys.email(subject.email()), Types.VARCHAR)
                .param("person", subject.personId())
                .query(Long.class)
                .single();
    }

    private static PermissionAct act(InboxItem item, LinkSubject subject, Wish wish, String suffix) {
        return new PermissionAct(
                SOURCE + ':' + item.eventKey() + suffix,
                subject.registerId(),
                wish.purpose(),
                wish.channel(),
                wish.scope(),
                Permission.PROHIBITED,
                SOURCE,
                true,
                Set.of(subject.personId()),
                subject.email(),
                null,
                Map.of(
                        "inbox",
                        item.id(),
                        "message",
                        subject.messageId(),
                        "way",
                        item.headers().getOrDefault(WAY, LinkWay.OTHER.word())),
                item.receivedAt());
    }
}
