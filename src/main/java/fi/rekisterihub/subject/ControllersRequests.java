package fi.rekisterihub.subject;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.intake.IntakeSettings;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.notice.IncomingRequests;
import fi.rekisterihub.notice.signing.OpenDsrSettings;
import fi.rekisterihub.subject.AddressOwners.Owner;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests of controllers whose processor we are (GDPR article 28(3)(e)): each becomes a subject request like any other, with the
 * identity vouched for by the controller's signature, and the controller hears when it is done or why it is not. What it is about
 * is in the hub's own request from then on; the signed original is emptied when it ends, and its digest stays.
 */
@Component
public class ControllersRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ControllersRequests.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int MOST = 100;
    private static final String WAY = "opendsr:";
    private static final String NOT_RESTRICTED =
            "No restriction that this controller asked for by the same identities is in force here.";
    private static final String LIFTED = "The controller lifted it.";

    private static final String DECIDED = """
            select e.what, e.ground
              from subject_request r join subject_event e on e.request_id = r.id
             where r.request_key = :key and e.what in ('granted', 'refused', 'withdrawn', 'reopened')
             order by e.id desc limit 1
            """;
    // What is restricted while something else is being decided ends with that.
    private static final String RESTRICTED_BY = """
            select r.id
              from subject_request r join subject_content c on c.request_id = r.id
             where r.restricted and r.kind = 'restriction' and r.request_key like 'opendsr:%'
               and split_part(c.said, E'\\n\\n', 1) = :identities
               and exists (select from subject_event e where e.request_id = r.id and e.what = 'received' and e.who = :who)
             order by r.id
            """;

    private final IncomingRequests incoming;
    private final SubjectRequests requests;
    private final RequestReader reader;
    private final RequestDesk desk;
    private final RequestRows rows;
    private final AddressOwners owners;
    private final RecordLinks links;
    private final RequestLaw law;
    private final OpenDsrSettings controllers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final IntakeSettings settings;
    private @Nullable Rounds rounds;

    ControllersRequests(
            IncomingRequests incoming,
            SubjectRequests requests,
            RequestReader reader,
            RequestDesk desk,
            RequestRows rows,
            AddressOwners owners,
            RecordLinks links,
            RequestLaw law,
            OpenDsrSettings controllers,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            IntakeSettings settings) {
        this.incoming = incoming;
        this.requests = requests;
        this.reader = reader;
        this.desk = desk;
        this.rows = rows;
        this.owners = owners;
        this.links = links;
        this.law = law;
        this.controllers = controllers;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.worker()) {
            rounds = Rounds.every("controllers-requests", EVERY, EVERY, this::round);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    /** Opens what has come, and tells the end of what has ended. Safe on several nodes and after a kill: each step is one transaction. */
    public void round() {
        for (IncomingRequests.Request request : incoming.open(MOST)) {
            try {
                transaction.executeWithoutResult(status -> step(request));
            } catch (RuntimeException failure) {
                // Others go on; this one is tried again. The message may hold what the request says.
                LOG.error(
                        "{} was left as it is: {}.", request, failure.getClass().getSimpleName());
            }
        }
    }

    private void step(IncomingRequests.Request request) {
        if (request.status() == IncomingRequests.Status.PENDING) {
            open(request);
        } else {
            tellEnd(request);
        }
    }

    private void open(IncomingRequests.Request request) {
        if (!incoming.begun(request.id())) {
            return;
        }
        String who = who(request);
        ControllerAsks asks = ControllerAsks.read(request);
        if (asks.kind() == null) {
            lift(request, asks, who);
            return;
        }
        NewRequest asked;
        try {
            asked = asked(request, asks, asks.kind());
        } catch (IllegalArgumentException cannotBe) {
            // It would be as wrong in ten seconds. These messages name what is wrong, and no value.
            incoming.cancelled(request.id(), "It cannot be taken here: " + cannotBe.getMessage());
            return;
        }
        requests.receive(asked, who);
        ours(request).ifPresent(ours -> desk.vouchedFor(ours.id(), who));
    }

    /** Of a person only where all that it names are one person in this controller's registers: of several, somebody says which. */
    private NewRequest asked(IncomingRequests.Request request, ControllerAsks asks, RequestKind kind) {
        List<Owner> found = named(controllers.controllers().get(request.controller()), asks);
        Owner owner = found.stream().map(Owner::person).distinct().count() == 1 ? found.get(0) : null;
        return new NewRequest(
                key(request),
                null,
                kind,
                asks.purpose(),
                asks.channel(),
                asks.scope(),
                RequestWay.API,
                owner == null ? null : owner.person(),
                owner == null ? "fi" : law.language(owner.registerId(), owner.language()),
                // By the clock of the database, which may be before ours.
                Collections.min(List.of(request.receivedAt(), Instant.now())),
                null,
                asks.email(),
                asks.said(),
                null,
                null,
                true);
    }

    private List<Owner> named(OpenDsrSettings.@Nullable Controller controller, ControllerAsks asks) {
        if (controller == null) {
            return List.of();
        }
        List<Owner> found = new ArrayList<>();
        String feed = controller.feed();
        String customer = asks.customerId();
        if (feed != null && customer != null) {
            for (String register : controller.registers()) {
                links.entityOf(feed, register, customer).ifPresent(id -> found.addAll(owners.named(id)));
            }
        }
        owners.of(asks.email()).stream()
                .filter(owner -> controller.registers().contains(owner.registerId()))
                .forEach(found::add);
        return found;
    }

    private void lift(IncomingRequests.Request request, ControllerAsks asks, String who) {
        List<RequestView> restricted = jdbc
                .sql(RESTRICTED_BY)
                .param("identities", asks.identities())
                .param("who", who)
                .query(Long.class)
                .list()
                .stream()
                .flatMap(id -> reader.find(id).stream())
                .toList();
        for (RequestView one : restricted) {
            if (one.state().undecided()) {
                desk.withdraw(one.id(), LIFTED, who);
            } else {
                desk.liftRestriction(one.id(), LIFTED, who);
            }
        }
        if (restricted.isEmpty()) {
            incoming.cancelled(request.id(), NOT_RESTRICTED);
        } else {
            incoming.completed(request.id());
        }
    }

    private void tellEnd(IncomingRequests.Request request) {
        Optional<RequestView> ours = ours(request);
        if (ours.isEmpty()) {
            return;
        }
        // The person may have been found since.
        desk.vouchedFor(ours.get().id(), who(request));
        RequestState state = ours.get().state();
        boolean told = state instanceof RequestState.Answered || state instanceof RequestState.Closed;
        decided(request).ifPresent(decision -> {
            switch (decision.what()) {
                case GRANTED -> {
                    // What was carried out for good is done; an answer is when it has been given.
                    if (told || !ours.get().facts().undoable()) {
                        incoming.completed(request.id());
                    }
                }
                case REFUSED -> {
                    if (told) {
                        incoming.cancelled(
                                request.id(), "It was refused; the ground is %s.".formatted(decision.ground()));
                    }
                }
                case WITHDRAWN -> incoming.cancelled(request.id(), "It was taken back, or is no request.");
                default -> {
                    // Decided anew.
                }
            }
        });
    }

    private record Decision(Happening what, @Nullable String ground) {}

    private Optional<Decision> decided(IncomingRequests.Request request) {
        return jdbc.sql(DECIDED)
                .param("key", key(request))
                .query((row, number) -> new Decision(Happening.of(row.getString("what")), row.getString("ground")))
                .optional();
    }

    private Optional<RequestView> ours(IncomingRequests.Request request) {
        return rows.byKey(key(request)).flatMap(reader::find);
    }

    private static String who(IncomingRequests.Request request) {
        return "controller:" + request.controller();
    }

    private static String key(IncomingRequests.Request request) {
        return WAY + request.id();
    }
}
