package fi.rekisterihub.permission;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.intake.InboxTogether;
import fi.rekisterihub.register.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opt-outs by a signed link. A click is kept in the inbox and applied before the answer, so that "done" is true: together
 * with others in one transaction ({@link ClickGroups}), or alone, and then kept first, so that it is not lost when the rest fails. The body that is kept is the token; under it, one a line, what was
 * chosen on the page, when it is not simply what the link is about.
 */
public final class LinkActs {

    public static final String SOURCE = Click.SOURCE;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOKED_EVERY = Duration.ofMillis(50);
    private static final String BEING_APPLIED = "claimed";

    private static final String RECORDED = "select exists (select from permission_event where event_key = :key)";
    // The transaction that applies the click comes right after and waits for the disk, which then has this one too;
    // so does the word of a failure. Nobody is answered before, whoever clicks a second time included.
    private static final String WITH_THE_NEXT_COMMIT = "select set_config('synchronous_commit', 'off', true)";

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final PermissionLedger ledger;
    private final LinkTokens tokens;
    private final LinkStanding standing;
    private final ClickGroups groups;
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
        this.standing = new LinkStanding(jdbc, subjectKeys);
        this.groups = new ClickGroups(new InboxTogether(jdbc), ledger, standing, transaction);
        this.transaction = transaction;
    }

    /** What a reader of this token is to be shown. Changes nothing. */
    public LinkState state(String token) {
        return tokens.read(token)
                .map(subject -> recorded(eventKey(Click.of(token, subject, LinkWay.OTHER, null)))
                        ? LinkState.USED
                        : LinkState.OPEN)
                .orElse(LinkState.UNKNOWN);
    }

    /** As below, for a click of which nobody has said how it came. */
    public boolean optOut(String token, @Nullable String userAgent) {
        return optOut(token, LinkWay.OTHER, userAgent);
    }

    /**
     * Keeps and applies one click. When this returns, the opt-out is in force.
     *
     * @throws StillBeingApplied when the same click came before, and waits for something that takes long
     * @return false when the token is none of ours, and nothing was kept
     */
    public boolean optOut(String token, LinkWay way, @Nullable String userAgent) {
        LinkSubject subject = tokens.read(token).orElse(null);
        if (subject == null) {
            return false;
        }
        Click click = Click.of(token, subject, way, userAgent);
        if (!groups.apply(click)) {
            applyAlone(click);
        }
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
        applyAlone(Click.of(text, subject, LinkWay.PREFERENCES, userAgent));
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
        Click click = new Click(item.text(), subject, item.headers());
        List<Wish> chosen = lines.stream().skip(1).map(Wish::parse).toList();
        transaction.executeWithoutResult(status -> {
            if (chosen.isEmpty()) {
                ledger.record(click.act(item.eventKey(), subject.wish(), item.id(), item.receivedAt()));
            } else {
                chosen.forEach(wish -> ledger.record(
                        click.act(item.eventKey() + ':' + wish.text(), wish, item.id(), item.receivedAt())));
            }
            if (!inbox.done(item, Click.OUTCOME)) {
                status.setRollbackOnly();
            }
        });
    }

    private void applyAlone(Click click) {
        Optional<InboxItem> kept = transaction.execute(status -> {
            jdbc.sql(WITH_THE_NEXT_COMMIT).query(String.class).single();
            return inbox.acceptAndClaim(
                    SOURCE,
                    eventKey(click),
                    Click.CONTENT_TYPE,
                    click.how(),
                    click.text().getBytes(StandardCharsets.US_ASCII));
        });
        Objects.requireNonNull(kept).ifPresentOrElse(this::applyOrKeep, () -> waitForTheOther(click));
    }

    /** The same click came a moment ago; "done" is true when it has been applied. */
    private void waitForTheOther(Click click) {
        String eventKey = eventKey(click);
        for (Instant end = Instant.now().plus(LONGEST_WAIT);
                inbox.status(SOURCE, eventKey).equals(BEING_APPLIED);
                LockSupport.parkNanos(LOOKED_EVERY.toNanos())) {
            if (Instant.now().isAfter(end)) {
                throw new StillBeingApplied();
            }
        }
    }

    private void applyOrKeep(InboxItem item) {
        try {
            apply(item);
        } catch (RuntimeException e) {
            inbox.failed(item, "The click could not be applied: " + e.getClass().getName());
            throw e;
        }
    }

    private String eventKey(Click click) {
        return click.eventKey(standing.of(List.of(click.subject())).get(0));
    }

    private boolean recorded(String eventKey) {
        return jdbc.sql(RECORDED)
                .param("key", SOURCE + ':' + eventKey)
                .query(Boolean.class)
                .single();
    }
}
