package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only ledger of permissions. One transaction records an act once, under every key by which its person
 * can be spoken of, and queues the opt-out to every provider; the one that it came from is looked at.
 */
public final class PermissionLedger {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Notices notices;
    private final PermissionRules rules;
    private final Duration clockTolerance;
    private final ActSubjects actSubjects;
    private final InForce inForce;
    private final ProhibitionNotices prohibitions;

    PermissionLedger(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SubjectKeys subjectKeys,
            Notices notices,
            PermissionRules rules,
            Duration clockTolerance) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.notices = notices;
        this.rules = rules;
        this.clockTolerance = clockTolerance;
        this.actSubjects = new ActSubjects(jdbc, subjectKeys);
        this.inForce = new InForce(jdbc, rules);
        this.prohibitions = new ProhibitionNotices(notices, rules);
    }

    /**
     * Records it in one transaction, or joins the caller's. Safe to call again with the same act.
     *
     * @throws IllegalArgumentException when it names nobody, or somebody who cannot permit permits
     */
    public Recorded record(PermissionAct act) {
        return record(act, countsFrom(act));
    }

    /** As {@link #record} for what the ledger holds already and says of others too. */
    Recorded carry(PermissionAct act, Instant countsFrom) {
        return record(act, countsFrom);
    }

    /**
     * Records many with a few statements, in the caller's transaction, and waits for nobody.
     *
     * @return what became of each, in the order of the acts; empty for one that must be recorded by itself, as
     *     {@link ActSubjects#holdWhatIsFree} says. Nothing of it is written
     */
    List<Optional<Recorded>> recordWhatIsFree(List<PermissionAct> acts) {
        acts.forEach(this::refuseForeignGrant);
        return write(
                actSubjects.holdWhatIsFree(acts),
                acts.stream().map(this::countsFrom).toList());
    }

    private Recorded record(PermissionAct act, Instant countsFrom) {
        refuseForeignGrant(act);
        List<Optional<Recorded>> recorded =
                transaction.execute(status -> write(List.of(actSubjects.hold(act)), List.of(countsFrom)));
        if (recorded == null) {
            throw new IllegalStateException("The transaction of %s gave no answer.".formatted(act.eventKey()));
        }
        return recorded.get(0).orElseThrow();
    }

    /** A provider whose clock is a day slow must not date an opt-out before a permission that it came after. */
    private Instant countsFrom(PermissionAct act) {
        return act.permission() == Permission.GRANTED
                ? act.eventTime()
                : act.eventTime().plus(clockTolerance);
    }

    private void refuseForeignGrant(PermissionAct act) {
        if (act.permission() == Permission.GRANTED && !rules.mayGrant(act.source())) {
            throw new IllegalArgumentException(
                    "Nobody but the person can permit: %s came from %s, which is bought, public, a list or a provider."
                            .formatted(act.eventKey(), act.source()));
        }
    }

    /** @param countsFrom of each act that was asked for, by its place */
    private List<Optional<Recorded>> write(List<HeldAct> held, List<Instant> countsFrom) {
        List<HeldAct> acts = held.stream()
                .map(one -> one.with(withoutEcho(one.act(), one.subjects())))
                .toList();
        Set<Integer> repeating = inForce.before(acts);
        LedgerRows rows = new LedgerRows(jdbc);
        acts.forEach(one -> rows.add(one, countsFrom.get(one.place()), repeating.contains(one.place())));
        Map<Integer, Long> written = rows.write();
        Map<Integer, Long> known = rows.knownBefore(written.keySet());
        Map<Integer, Integer> told = prohibitions.tell(
                acts.stream()
                        .filter(one -> one.act().permission() == Permission.PROHIBITED)
                        .filter(one -> written.containsKey(one.place()) && !repeating.contains(one.place()))
                        .toList(),
                written);
        List<Optional<Recorded>> recorded = new ArrayList<>();
        for (int place = 0; place < countsFrom.size(); place++) {
            recorded.add(
                    known.containsKey(place)
                            ? Optional.of(new Recorded.KnownBefore(known.get(place)))
                            : Optional.ofNullable(written.get(place))
                                    .map(became(repeating.contains(place), told.getOrDefault(place, 0))));
        }
        return recorded;
    }

    private static Function<Long, Recorded> became(boolean repeats, int notices) {
        return eventId -> repeats ? new Recorded.InForceBefore(eventId) : new Recorded.New(eventId, notices);
    }

    /**
     * A provider does not say for which of its customers somebody unsubscribed. When it has just been told of all the
     * registers that it serves, it is repeating that: it then speaks of them, and not of every register of the hub.
     */
    private PermissionAct withoutEcho(PermissionAct act, Subjects subjects) {
        if (act.registerId() != null || act.permission() == Permission.GRANTED) {
            return act;
        }
        List<String> served = rules.servedBy(act.source());
        List<Long> persons =
                subjects.persons().stream().map(Subjects.Person::id).toList();
        return !served.isEmpty()
                        && notices.registersToldAround(act.source(), persons, act.eventTime())
                                .containsAll(served)
                ? act.in(served.get(0))
                : act;
    }
}
