package fi.rekisterihub.permission;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One act that speaks of a person's permissions.
 *
 * @param eventKey what makes the act one act: a second arrival of the same click, hook or mail adds nothing
 * @param registerId the register it is about; null for every register of this hub
 * @param purpose {@code direct-marketing}, {@code research}, {@code purchase-registration}, {@code profiling} …; a newsletter
 *     named as one becomes that topic of direct marketing
 * @param channel {@code email}, {@code phone}, {@code sms}, {@code post}, or {@code *} for all of them
 * @param scope {@code *}, or a topic such as {@code newsletter:safety}
 * @param source who brought it: a provider's name, {@code link}, {@code mailbox}, a feed, {@code console}
 * @param byPerson whether the person did it themselves; nobody else can grant
 * @param personIds persons of this hub that are meant, when the source knows
 * @param email the address that is meant, when the source knows
 * @param phone the number that is meant, when the source knows
 * @param evidence what proves it; kept with the act, so no more personal data than the proof needs
 * @param eventTime when the person acted, by the source's clock
 */
public record PermissionAct(
        String eventKey,
        @Nullable String registerId,
        String purpose,
        String channel,
        String scope,
        Permission permission,
        String source,
        boolean byPerson,
        Set<Long> personIds,
        @Nullable String email,
        @Nullable String phone,
        Map<String, Object> evidence,
        Instant eventTime) {

    public static final String DIRECT_MARKETING = "direct-marketing";
    public static final String EVERYTHING = Reach.ALL;

    /** Bills, warnings, answers: what a contract or the law makes the controller send, so nobody prohibits it. */
    public static final String SERVICE = ScopeRule.SERVICE;

    public PermissionAct {
        if (permission == Permission.GRANTED && !byPerson) {
            throw new IllegalArgumentException(
                    "Only the person can grant a permission: %s from %s is not the person's own act."
                            .formatted(eventKey, source));
        }
        Reach reach = Reach.of(registerId, purpose, channel, scope);
        purpose = reach.purpose();
        scope = reach.scope();
        if (purpose.equals(SERVICE)) {
            throw new IllegalArgumentException(
                    "Messages that belong to a service are not asked about: %s from %s says nothing of marketing."
                            .formatted(eventKey, source));
        }
        personIds = Set.copyOf(personIds);
        evidence = Map.copyOf(evidence);
    }

    /** A person's opt-out from all direct marketing by e-mail, the most common act of all. */
    public static PermissionAct emailOptOut(
            String eventKey,
            @Nullable String registerId,
            String source,
            Set<Long> personIds,
            @Nullable String email,
            Map<String, Object> evidence,
            Instant eventTime) {
        return new PermissionAct(
                eventKey,
                registerId,
                DIRECT_MARKETING,
                "email",
                EVERYTHING,
                Permission.PROHIBITED,
                source,
                true,
                personIds,
                email,
                null,
                evidence,
                eventTime);
    }

    Reach reach() {
        return new Reach(registerId, purpose, channel, scope);
    }

    /** The same act, said of one register only. */
    PermissionAct in(String register) {
        return with(register, personIds);
    }

    /** The same act, said of one topic, or of everything. */
    PermissionAct about(String topic) {
        return new PermissionAct(
                eventKey,
                registerId,
                purpose,
                channel,
                topic,
                permission,
                source,
                byPerson,
                personIds,
                email,
                phone,
                evidence,
                eventTime);
    }

    /** The same act, said of these persons. */
    PermissionAct of(Set<Long> persons) {
        return with(registerId, persons);
    }

    private PermissionAct with(@Nullable String register, Set<Long> persons) {
        return new PermissionAct(
                eventKey,
                register,
                purpose,
                channel,
                scope,
                permission,
                source,
                byPerson,
                persons,
                email,
                phone,
                evidence,
                eventTime);
    }
}
