package fi.rekisterihub.permission;

import fi.rekisterihub.database.GroupCommit;
import fi.rekisterihub.intake.InboxArrival;
import fi.rekisterihub.intake.InboxTogether;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clicks that come at the same moment, kept and applied in one transaction: mail programs send thousands within minutes of a
 * mailing. A group waits for nobody, so that one person whom a feed is writing does not hold up the others; who would have to
 * wait is left to be applied alone.
 */
final class ClickGroups {

    private static final Logger LOG = LoggerFactory.getLogger(ClickGroups.class);
    private static final int MOST = 64;
    private static final int AT_THE_SAME_TIME = 2;

    private final InboxTogether inbox;
    private final PermissionLedger ledger;
    private final LinkStanding standing;
    private final TransactionTemplate transaction;
    private final GroupCommit<Waiting> groups = new GroupCommit<>(this::applyOrLeave, MOST, AT_THE_SAME_TIME);

    ClickGroups(InboxTogether inbox, PermissionLedger ledger, LinkStanding standing, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.standing = standing;
        this.transaction = transaction;
    }

    /** A click of one thread; written by the thread that leads the group, before the other goes on. */
    private static final class Waiting {

        private final Click click;
        private volatile boolean applied;

        Waiting(Click click) {
            this.click = click;
        }
    }

    /**
     * Keeps and applies what the link is about, and is on disk when this returns.
     *
     * @return false when nothing of it was done, and it must be done alone
     */
    boolean apply(Click click) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return false; // Others must not wait for the end of the caller's transaction, or be undone with it.
        }
        Waiting waiting = new Waiting(click);
        groups.join(waiting);
        return waiting.applied;
    }

    private void applyOrLeave(List<Waiting> group) {
        try {
            List<Waiting> applied = transaction.execute(status -> applied(group));
            if (applied != null) {
                applied.forEach(waiting -> waiting.applied = true);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} clicks could not be applied together ({}); each is applied alone.",
                    group.size(),
                    e.getClass().getName());
        }
    }

    private List<Waiting> applied(List<Waiting> group) {
        List<String> standings = standing.of(
                group.stream().map(waiting -> waiting.click.subject()).toList());
        List<InboxArrival> arrivals = new ArrayList<>();
        for (int at = 0; at < group.size(); at++) {
            Click click = group.get(at).click;
            arrivals.add(new InboxArrival(
                    click.eventKey(standings.get(at)), click.how(), click.text().getBytes(StandardCharsets.US_ASCII)));
        }
        Map<String, InboxTogether.Kept> kept =
                inbox.keepDone(Click.SOURCE, Click.CONTENT_TYPE, arrivals, Click.OUTCOME);
        List<Waiting> asked = new ArrayList<>();
        List<InboxTogether.Kept> keptOf = new ArrayList<>();
        List<PermissionAct> acts = new ArrayList<>();
        for (int at = 0; at < group.size(); at++) {
            String eventKey = arrivals.get(at).eventKey();
            InboxTogether.Kept one = kept.remove(eventKey); // A second click of the same token finds none.
            if (one != null) {
                Click click = group.get(at).click;
                asked.add(group.get(at));
                keptOf.add(one);
                acts.add(click.act(eventKey, click.subject().wish(), one.id(), one.receivedAt()));
            }
        }
        List<Optional<Recorded>> recorded = ledger.recordWhatIsFree(acts);
        List<Waiting> applied = new ArrayList<>();
        List<InboxTogether.Kept> left = new ArrayList<>();
        for (int at = 0; at < acts.size(); at++) {
            if (recorded.get(at).isPresent()) {
                applied.add(asked.get(at));
            } else {
                left.add(keptOf.get(at));
            }
        }
        inbox.takeBack(left);
        return applied;
    }
}
