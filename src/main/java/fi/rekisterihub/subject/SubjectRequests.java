package fi.rekisterihub.subject;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterLock;
import fi.rekisterihub.register.RegisterReader;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Receives what people ask by their rights, by whatever way. When this returns outside a transaction the request is on disk, its
 * days run, and what needs nobody's decision is in force: the restriction of disputed data, and a prohibition of direct marketing.
 */
@Service
public class SubjectRequests {

    private final TransactionTemplate transaction;
    private final RegisterLock lock;
    private final RegisterReader register;
    private final RequestRows rows;
    private final RequestLaw law;
    private final RequestStart start;

    SubjectRequests(
            TransactionTemplate transaction,
            RegisterLock lock,
            RegisterReader register,
            RequestRows rows,
            RequestLaw law,
            RequestStart start) {
        this.transaction = transaction;
        this.lock = lock;
        this.register = register;
        this.rows = rows;
        this.law = law;
        this.start = start;
    }

    /**
     * Keeps it, once a key; joins the caller's transaction. Safe to call again with the same.
     *
     * @param who who brought it: a user's name, {@code form}, {@code mailbox}, another hub
     * @throws IllegalArgumentException when it names a person or a register that is not here
     */
    public Arrival receive(NewRequest asked, String who) {
        String registerId = registerOf(asked);
        return Objects.requireNonNull(transaction.execute(status -> {
            // Before the row, as in every step: whoever has the register and waits for the row would wait for us for
            // ever.
            if (asked.personId() != null && registerId != null) {
                lock.hold(registerId);
            }
            Optional<Long> kept = rows.keep(asked, registerId, law.due(registerId, asked.receivedAt()));
            if (kept.isEmpty()) {
                return new Arrival.KnownBefore(rows.byKey(asked.key()).orElseThrow());
            }
            RequestContent content = new RequestContent(asked.name(), asked.contact(), asked.said(), asked.situation());
            rows.content(kept.get(), content);
            RequestView request = rows.hold(kept.get()).orElseThrow();
            rows.event(
                    request,
                    Happening.RECEIVED,
                    RequestRows.Said.detail(asked.way().word()),
                    who);
            if (request.personId() != null) {
                rows.event(request, Happening.PERSON_FOUND, RequestRows.Said.NOTHING, who);
            }
            if (asked.read() || asked.kind() != RequestKind.RECTIFICATION) {
                start.begin(request, content.contact(), who);
            }
            return new Arrival.New(kept.get());
        }));
    }

    private @Nullable String registerOf(NewRequest asked) {
        Long personId = asked.personId();
        if (personId == null) {
            String registerId = asked.registerId();
            if (registerId != null && law.profile(registerId).isEmpty()) {
                throw new IllegalArgumentException("There is no register '%s' here.".formatted(registerId));
            }
            return registerId;
        }
        EntityView person = register.person(personId)
                .filter(found -> found.kind() == EntityKind.PERSON)
                .orElseThrow(() -> new IllegalArgumentException("There is no person %d here.".formatted(personId)));
        if (asked.registerId() != null && !asked.registerId().equals(person.registerId())) {
            throw new IllegalArgumentException("Person %d is in the register %s and not in %s."
                    .formatted(personId, person.registerId(), asked.registerId()));
        }
        return person.registerId();
    }
}
