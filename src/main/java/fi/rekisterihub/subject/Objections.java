package fi.rekisterihub.subject;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.Recorded;
import fi.rekisterihub.register.RestrictedPersons;
import fi.rekisterihub.register.SubjectKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Objections and withdrawn consents: a prohibition in the permission ledger, told to whoever holds the data. Only the person's
 * own later act lifts it.
 */
@Component
class Objections {

    static final String DIRECT_MARKETING = PermissionAct.DIRECT_MARKETING;

    /** What a person decides alone, without a reason: each is asked about as a permission of its own (PROMISES SA3, M2). */
    private static final Set<String> BY_WILL = Set.of(DIRECT_MARKETING, "purchase-registration");

    private static final String RESEARCH = "research";

    private final PermissionLedger ledger;
    private final Notices notices;
    private final RequestLaw law;
    private final RestrictedPersons persons;

    Objections(PermissionLedger ledger, Notices notices, RequestLaw law, RestrictedPersons persons) {
        this.ledger = ledger;
        this.notices = notices;
        this.law = law;
        this.persons = persons;
    }

    /**
     * Whether the person must name their particular situation (GDPR article 21(1)). Not for direct marketing (21(2)), nor for
     * what the register's profile leaves to the person's will (PROMISES M3).
     */
    boolean needsSituation(RequestView request) {
        String purpose = request.purpose();
        if (request.kind() != RequestKind.OBJECTION || purpose == null || BY_WILL.contains(purpose)) {
            return false;
        }
        return !(purpose.equals(RESEARCH)
                && law.profile(request.registerId())
                        .filter(profile -> !profile.permissions(RESEARCH).isEmpty())
                        .isPresent());
    }

    /**
     * Records it, once. A prohibition of direct marketing binds every register of this hub, as every other opt-out does; any
     * other purpose is of the register that was asked.
     *
     * @param contact an e-mail address or phone number that the person names; counts beside the person, or alone
     * @return the cause of its notices; empty when it is not known of whom it speaks
     */
    Optional<String> record(RequestView request, @Nullable String contact) {
        String email = SubjectKeys.normalEmail(contact).orElse(null);
        String phone = email == null ? SubjectKeys.normalPhone(contact).orElse(null) : null;
        Long person = request.personId();
        String purpose = request.purpose();
        if (purpose == null || person == null && email == null && phone == null) {
            return Optional.empty();
        }
        Recorded recorded = ledger.record(new PermissionAct(
                // What was said under an address before the person was found speaks of that address alone.
                request.cause() + (person == null ? "" : "/person:" + person),
                purpose.equals(DIRECT_MARKETING) ? null : request.registerId(),
                purpose,
                request.channel(),
                request.scope(),
                Permission.PROHIBITED,
                "subject-request",
                true,
                person == null ? Set.of() : Set.of(person),
                email,
                phone,
                evidence(request),
                request.receivedAt()));
        if (person != null && request.registerId() != null && !purpose.equals(DIRECT_MARKETING)) {
            for (long part : persons.partsOf(person)) {
                notices.objected(request.registerId(), part, purpose, request.cause());
            }
        }
        return Optional.of("permission-event:" + recorded.eventId());
    }

    private static Map<String, Object> evidence(RequestView request) {
        Map<String, Object> evidence = new HashMap<>();
        evidence.put("request", request.id());
        evidence.put("way", request.way().word());
        return evidence;
    }
}
