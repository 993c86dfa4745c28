package fi.rekisterihub.api;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.permission.PermissionState;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.permission.Propagation;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's permissions: what is recorded, and, apart from it, where that has arrived. */
@RestController
@RequestMapping("/api/v1/persons/{id}/permissions")
class PermissionsApi {

    private static final Set<String> CHANNELS = Set.of("email", "phone", "sms", "post", "*");

    private final PermissionStates states;
    private final PermissionReader permissions;
    private final PermissionLedger ledger;
    private final NoticeReader notices;
    private final RegisterReader register;
    private final Audit audit;

    PermissionsApi(
            PermissionStates states,
            PermissionReader permissions,
            PermissionLedger ledger,
            NoticeReader notices,
            RegisterReader register,
            Audit audit) {
        this.states = states;
        this.permissions = permissions;
        this.ledger = ledger;
        this.notices = notices;
        this.register = register;
        this.audit = audit;
    }

    @GetMapping
    List<PermissionAnswer> list(@PathVariable long id, Principal user) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
        audit.record(user.getName(), "person-viewed", id, "api");
        List<PermissionReader.Act> acts = permissions.ofPerson(id, Slice.MOST);
        Propagation propagation = new Propagation(
                acts,
                notices.byCause(acts.stream().map(PermissionReader.Act::cause).toList()),
                notices.ofEntity(id, Slice.MOST));
        return states.of(id).stream()
                .map(state -> PermissionAnswer.of(state, propagation.of(state)))
                .toList();
    }

    /** Records an opt-out that the person has told to the caller. The same key twice is one act. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    List<PermissionAnswer> optOut(@PathVariable long id, @RequestBody OptOut optOut, Principal user) {
        if (register.person(id).isEmpty()) {
            throw new NoSuchThing("person", id);
        }
        if (!CHANNELS.contains(optOut.channel())) {
            throw new BadRequest("channel must be one of email, phone, sms, post, *.");
        }
        if (PermissionAct.SERVICE.equals(optOut.purpose())) {
            throw new BadRequest(
                    "Messages that belong to a service cannot be prohibited; restrict the person instead.");
        }
        if (optOut.key() == null
                || optOut.key().isBlank()
                || optOut.reason() == null
                || optOut.reason().isBlank()) {
            throw new BadRequest("key (what makes the act one act) and reason are needed.");
        }
        ledger.record(new PermissionAct(
                "api:" + optOut.key(),
                null,
                Objects.requireNonNullElse(optOut.purpose(), PermissionAct.DIRECT_MARKETING),
                optOut.channel(),
                PermissionAct.EVERYTHING,
                Permission.PROHIBITED,
                "console",
                true,
                Set.of(id),
                null,
                null,
                Map.of("enteredBy", user.getName(), "reason", optOut.reason().strip()),
                Objects.requireNonNullElseGet(optOut.at(), Instant::now)));
        audit.record(user.getName(), "opt-out-entered", id, optOut.reason().strip());
        return list(id, user);
    }

    /**
     * An opt-out to record.
     *
     * @param key the caller's own id of the act
     * @param purpose {@code direct-marketing} when absent
     * @param at when the person said so; now when absent
     */
    record OptOut(
            @Nullable String key,
            @Nullable String purpose,
            String channel,
            @Nullable String reason,
            @Nullable Instant at) {}

    /**
     * One permission: two separate facts, what is recorded here and what other systems have.
     *
     * @param propagated whether every other system has it; true when there is none to tell
     * @param deliveries where it was sent, and how far each has come
     */
    record PermissionAnswer(Recorded recorded, boolean propagated, List<Told> deliveries) {

        static PermissionAnswer of(PermissionState state, List<DeliveryView> told) {
            return new PermissionAnswer(
                    new Recorded(
                            state.purpose(),
                            state.channel(),
                            state.scope(),
                            state.permission().word(),
                            state.source(),
                            state.since(),
                            state.eventId()),
                    told.stream().allMatch(DeliveryView::arrived),
                    told.stream()
                            .map(it -> new Told(
                                    it.id().toString(),
                                    it.recipient(),
                                    it.status(),
                                    it.sentAt(),
                                    it.confirmedAt(),
                                    it.checkedAt(),
                                    it.driftedAt(),
                                    it.repairs(),
                                    it.origin()))
                            .toList());
        }
    }

    /** What is in force here, who said so and when. */
    record Recorded(
            String purpose,
            String channel,
            String scope,
            String state,
            String source,
            @Nullable Instant since,
            @Nullable Long eventId) {}

    /**
     * One system that was told, or that said so.
     *
     * @param confirmedAt when it was first seen to keep it, or has said so
     * @param checkedAt when it was last seen to keep it
     * @param driftedAt when it was last found not to; {@code repairs} times it was told again
     * @param origin whether it said so itself: nobody told it, and it is looked at like those who were told
     */
    record Told(
            String id,
            String recipient,
            String status,
            @Nullable Instant sentAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant checkedAt,
            @Nullable Instant driftedAt,
            int repairs,
            boolean origin) {}
}
