package fi.rekisterihub.subject;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.InboxControl;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.subject.RefusedStep.Why;
import fi.rekisterihub.subject.RequestRows.Said;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps that people of the register's desk take with a request. Each is one transaction with its event and with what it does to
 * the register. A step that may not follow throws {@link RefusedStep} and leaves everything as it was.
 */
@Service
public class RequestDesk {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final RegisterReader register;
    private final EntityLinks links;
    private final RequestRows rows;
    private final RequestReader reader;
    private final RequestLaw law;
    private final RequestStart start;
    private final Granting granting;
    private final Objections objections;
    private final InboxControl inbox;
    private final ErasedRequests erased;

    RequestDesk(
            TransactionTemplate transaction,
            RegisterLock lock,
            RegisterReader register,
            EntityLinks links,
            RequestRows rows,
            RequestReader reader,
            RequestLaw law,
            RequestStart start,
            Granting granting,
            Objections objections,
            InboxControl inbox,
            ErasedRequests erased) {
        this.erased = erased;
        this.transaction = transaction;
        this.lock = lock;
        this.register = register;
        this.links = links;
        this.rows = rows;
        this.reader = reader;
        this.law = law;
        this.start = start;
        this.granting = granting;
        this.objections = objections;
        this.inbox = inbox;
    }

    /** The person was asked who they are. */
    public RequestView askIdentity(long id, @Nullable String note, String who) {
        return step(id, Happening.IDENTITY_ASKED, new Said(null, null, note), who);
    }

    /** The person was asked in writing what they mean (PROMISES SK9). */
    public RequestView askDetails(long id, @Nullable String note, String who) {
        return step(id, Happening.DETAILS_ASKED, new Said(null, null, note), who);
    }

    /**
     * What the person added.
     *
     * @param said more of their words
     * @param situation the particular situation of an objection
     */
    public RequestView giveDetails(long id, @Nullable String said, @Nullable String situation, String who) {
        if (blank(said) && blank(situation)) {
            throw new RefusedStep(Why.NO_WORDS, "Write what the person has added.");
        }
        return step(id, Happening.DETAILS_GIVEN, Said.NOTHING, who, request -> {
            rows.content(
                    id, new RequestContent(null, null, blank(said) ? null : said, blank(situation) ? null : situation));
            return request;
        });
    }

    /**
     * It is known now who asks. Nothing is told to anybody before.
     *
     * @param means a word of {@link IdentityMeans}
     */
    public RequestView verifyIdentity(long id, String means, @Nullable String note, String who) {
        IdentityMeans by = IdentityMeans.of(means)
                .orElseThrow(() -> new RefusedStep(
                        Why.NO_SUCH_MEANS,
                        "'%s' is no way to know who asks; choose one of the list.".formatted(means)));
        return step(id, Happening.IDENTITY_VERIFIED, new Said(by.word(), null, note), who, request -> {
            if (!IdentityMeans.of(law.verifiesIdentity(request.registerId())).contains(by)) {
                throw new RefusedStep(
                        Why.NO_SUCH_MEANS, "This register's profile asks for more than that nobody doubts who asks.");
            }
            return Changed.of(request).identified(Instant.now()).view();
        });
    }

    /** A controller has signed it, and answers for who asks. Nothing to do before the person is found, or where nobody needs to know. */
    RequestView vouchedFor(long id, String who) {
        return within(id, request -> {
            if (request.personId() == null || !request.may(Happening.IDENTITY_VERIFIED)) {
                return request;
            }
            RequestView now = Changed.of(request)
                    .state(next(request, Happening.IDENTITY_VERIFIED, request.facts()))
                    .identified(Instant.now())
                    .view();
            rows.update(now);
            rows.event(
                    now,
                    Happening.IDENTITY_VERIFIED,
                    new Said(IdentityMeans.CONTROLLER_SIGNED.word(), null, null),
                    who);
            return now;
        });
    }

    /** Whose request it is. Another person than before must be identified anew, and what was restricted for the first is lifted. */
    public RequestView findPerson(long id, long personId, String who) {
        EntityView person = register.person(personId)
                .orElseThrow(() -> new RefusedStep(Why.NO_PERSON, "There is no person %d here.".formatted(personId)));
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.hold(person.registerId());
            RequestView request = held(id);
            Long before = request.personId();
            if (before != null && before == personId) {
                return request;
            }
            if (request.registerId() != null && !request.registerId().equals(person.registerId())) {
                throw new RefusedStep(
                        Why.NOT_THIS_REGISTER,
                        "Person %d is in the register %s; this request is of %s. Enter another request for that register."
                                .formatted(personId, person.registerId(), request.registerId()));
            }
            boolean another = request.identified()
                    && before != null
                    && !links.allParts(List.of(before)).contains(personId);
            RequestState next = next(request, Happening.PERSON_FOUND, request.facts(another));
            RequestView free = start.lift(request, who);
            Changed found = Changed.of(free)
                    .person(personId, person.registerId())
                    .due(law.due(person.registerId(), request.receivedAt()))
                    .state(next);
            if (free.extended()) {
                found.extended(free.lawBy());
            }
            RequestView now = (another ? found.identified(null) : found).view();
            rows.update(now);
            rows.event(now, Happening.PERSON_FOUND, Said.NOTHING, who);
            return start.begin(now, reader.content(id).contact(), who);
        }));
    }

    /**
     * Which right it is, now that a person has read the mail: the same, and disputed data is restricted from now on; or another,
     * and what began for the first is taken back.
     */
    public RequestView correctKind(long id, RequestKind kind, @Nullable String purpose, String who) {
        return step(id, Happening.KIND_CORRECTED, Said.detail(kind.word()), who, request -> {
            RequestView free = kind == request.kind() ? request : start.lift(request, who);
            String of = kind.speaksOfPurpose() ? (blank(purpose) ? Objections.DIRECT_MARKETING : purpose) : null;
            return Changed.of(free).kind(kind, of).view();
        });
    }

    /** Restricts the data until it is decided, also where the profile leaves that to a person, as a disputed erasure. */
    public RequestView restrict(long id, String who) {
        return within(id, request -> {
            next(request, Happening.RESTRICTED, request.facts());
            if (request.personId() == null) {
                throw noPerson(request);
            }
            return start.restrict(request, who);
        });
    }

    /** Ends a restriction that was granted; the person is told before (GDPR article 18(3)). */
    public RequestView liftRestriction(long id, @Nullable String note, String who) {
        return within(id, request -> {
            next(request, Happening.RESTRICTION_LIFTED, request.facts());
            if (request.state().undecided() && request.kind() != RequestKind.ERASURE) {
                throw new RefusedStep(Why.NOT_NOW, "The data stays restricted until the request is decided.");
            }
            if (blank(note)) {
                throw new RefusedStep(Why.NO_WORDS, "Write when the person was told that the restriction ends.");
            }
            return start.lift(request, who);
        });
    }

    /** Two months more, of which the person is told now, with the reason (GDPR article 12(3)). */
    public RequestView extend(long id, @Nullable String reason, String who) {
        if (blank(reason)) {
            throw new RefusedStep(Why.NO_WORDS, "Write why more time is needed; the person is told.");
        }
        return step(id, Happening.EXTENDED, new Said(null, null, reason), who, request -> {
            if (request.extended()) {
                throw new RefusedStep(Why.TOO_LATE, "Request %d has been extended already.".formatted(id));
            }
            LocalDate until = DueDates.extended(request.receivedAt(), Finland.today());
            return Changed.of(request).extended(until).view();
        });
    }

    /**
     * Grants it and does in the register what was asked, in one transaction.
     *
     * @param fields for a rectification: field to the right value by the person's word, null to empty it
     */
    public RequestView grant(long id, Map<String, @Nullable String> fields, @Nullable String note, String who) {
        return within(id, request -> {
            if (request.personId() == null || request.registerId() == null) {
                throw noPerson(request);
            }
            RequestState granted = next(request, Happening.GRANTED, request.facts());
            askForSituation(request);
            RequestView now = Changed.of(request).state(granted).view();
            rows.update(now);
            rows.event(now, Happening.GRANTED, new Said(null, null, note), who);
            return granting.carryOut(now, fields, who);
        });
    }

    /**
     * Refuses it. The person is told the ground, and of the right to complain (GDPR article 12(4)).
     *
     * @param ground a word of {@link RefusalGround} that fits the request
     * @param words the reason as the person is told it
     */
    public RequestView refuse(long id, String ground, @Nullable String words, String who) {
        if (blank(words)) {
            throw new RefusedStep(Why.NO_WORDS, "Write the reason as the person is told it.");
        }
        return step(id, Happening.REFUSED, new Said(ground, null, words), who, request -> {
            if (RefusalGround.of(request.kind(), request.absolute()).stream()
                    .noneMatch(one -> one.word().equals(ground))) {
                throw new RefusedStep(
                        Why.NO_SUCH_GROUND,
                        request.absolute()
                                ? "Nobody may refuse this: an objection to direct marketing and the withdrawal of a consent are in"
                                        + " force by themselves."
                                : "'%s' is no ground on which such a request may be refused.".formatted(ground));
            }
            if (request.registerId() == null) {
                throw new RefusedStep(Why.NO_REGISTER, "Say first of which register the request speaks.");
            }
            if (!ground.equals(RefusalGround.NO_SITUATION.word())
                    && !ground.equals(RefusalGround.NOT_IDENTIFIED.word())
                    && !ground.equals(RefusalGround.MANIFESTLY_UNFOUNDED.word())
                    && !ground.equals(RefusalGround.EXCESSIVE.word())) {
                askForSituation(request);
            }
            return start.lift(request, who);
        });
    }

    /** Takes back a decision that the person has not been told of. */
    public RequestView reopen(long id, @Nullable String note, String who) {
        return step(id, Happening.REOPENED, new Said(null, null, note), who);
    }

    /**
     * The person was told.
     *
     * @param way how: a word of {@link RequestWay}
     */
    public RequestView answer(long id, RequestWay way, @Nullable String note, String who) {
        return step(id, Happening.ANSWERED, new Said(null, way.word(), note), who, request -> {
            if (request.state() instanceof RequestState.Granted
                    && request.kind().tells()
                    && !reader.disclosed(id)) {
                throw new RefusedStep(
                        Why.NOT_MADE, "Make the answer first: nothing has been taken out of the hub for the person.");
            }
            return request;
        });
    }

    /** Nothing is left to do. */
    public RequestView close(long id, @Nullable String note, String who) {
        return end(id, Happening.CLOSED, note, who);
    }

    /** The person takes the request back; or it turned out that there is none in the mail. */
    public RequestView withdraw(long id, @Nullable String note, String who) {
        if (blank(note)) {
            throw new RefusedStep(Why.NO_WORDS, "Write how the person took it back, or why it is no request.");
        }
        return end(id, Happening.WITHDRAWN, note, who);
    }

    /** By which means it may be made sure who asks. */
    public List<IdentityMeans> means(RequestView request) {
        return IdentityMeans.of(law.verifiesIdentity(request.registerId()));
    }

    /** Whether the objection does not name yet the situation that it needs. */
    public boolean lacksSituation(RequestView request) {
        return objections.needsSituation(request)
                && blank(reader.content(request.id()).situation());
    }

    private RequestView end(long id, Happening how, @Nullable String note, String who) {
        return within(id, request -> {
            RequestState next = next(request, how, request.facts());
            RequestView free = how == Happening.WITHDRAWN ? start.lift(request, who) : request;
            RequestView now = Changed.of(free).state(next).view();
            rows.update(now);
            rows.event(now, how, new Said(null, null, note), who);
            Long mail = request.inboxId();
            if (mail != null && !reader.waitsFor(mail, id)) {
                inbox.settle(mail, "settled with subject request %d".formatted(id));
            }
            erased.eraseWhoIsGone(id);
            return now;
        });
    }

    private void askForSituation(RequestView request) {
        if (lacksSituation(request)) {
            throw new RefusedStep(
                    Why.NO_SITUATION,
                    "The person has not named the particular situation that the objection rests on: ask for it first.");
        }
    }

    private RequestView step(long id, Happening what, Said said, String who) {
        return step(id, what, said, who, request -> request);
    }

    /** @param act before the event is written; gives the request as it is then, its state apart */
    private RequestView step(long id, Happening what, Said said, String who, UnaryOperator<RequestView> act) {
        return within(id, request -> {
            RequestState next = next(request, what, request.facts());
            RequestView now = Changed.of(act.apply(request)).state(next).view();
            rows.update(now);
            rows.event(now, what, said, who);
            // What was misread, or is decided again, begins as at arrival: disputed data is restricted meanwhile.
            return what == Happening.KIND_CORRECTED || what == Happening.REOPENED
                    ? start.begin(now, reader.content(id).contact(), who)
                    : now;
        });
    }

    /** With the register and the request held, in this order. */
    private RequestView within(long id, UnaryOperator<RequestView> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional.ofNullable(found(id).registerId()).ifPresent(lock::hold);
            return work.apply(held(id));
        }));
    }

    private RequestView found(long id) {
        return reader.find(id).orElseThrow(() -> new RefusedStep(Why.NOT_NOW, "There is no request %d.".formatted(id)));
    }

    private RequestView held(long id) {
        return rows.hold(id).orElseThrow(() -> new RefusedStep(Why.NOT_NOW, "There is no request %d.".formatted(id)));
    }

    private static RequestState next(RequestView request, Happening what, RequestState.Facts facts) {
        return request.state()
                .after(what, facts)
                .orElseThrow(() -> what == Happening.GRANTED && !facts.mayBeGranted()
                        ? new RefusedStep(
                                Why.NO_IDENTITY,
                                "It is not known yet who asks: verify the identity of request %d first."
                                        .formatted(request.id()))
                        : new RefusedStep(
                                Why.NOT_NOW,
                                "Request %d is '%s': '%s' may not follow."
                                        .formatted(request.id(), request.state().word(), what.word())));
    }

    private static RefusedStep noPerson(RequestView request) {
        return new RefusedStep(
                Why.NO_PERSON, "Find the person of request %d in the register first.".formatted(request.id()));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
