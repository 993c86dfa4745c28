package fi.rekisterihub.subject;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request without what the person said.
 *
 * @param promisedBy the last day by the register's own promise
 * @param lawBy the last day by GDPR article 12(3), with its extension
 * @param dueBy the day that is to be kept now
 * @param identifiedAt when it became known who asks; null until then
 * @param restricted whether the data is restricted because of it
 * @param inboxId the mail that it came by
 */
public record RequestView(
        long id,
        @Nullable String registerId,
        RequestKind kind,
        @Nullable String purpose,
        String channel,
        String scope,
        @Nullable Long personId,
        RequestWay way,
        String language,
        Instant receivedAt,
        LocalDate promisedBy,
        LocalDate lawBy,
        LocalDate dueBy,
        boolean extended,
        @Nullable Instant identifiedAt,
        boolean restricted,
        @Nullable Long inboxId,
        RequestState state,
        @Nullable Instant endedAt) {

    /** What restrictions, corrections, acts of the ledger and notices name as their cause. */
    public String cause() {
        return "subject-request:" + id;
    }

    public boolean identified() {
        return identifiedAt != null;
    }

    /** Nobody may refuse it, and it is in force at once: an objection to direct marketing (GDPR article 21(3)). */
    public boolean absolute() {
        return kind == RequestKind.WITHDRAWAL
                || kind == RequestKind.OBJECTION && Objections.DIRECT_MARKETING.equals(purpose);
    }

    public Urgency urgency(LocalDate today) {
        return Urgency.of(dueBy, lawBy, today);
    }

    /** Days until the one that is to be kept; negative when it has passed. */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, dueBy);
    }

    RequestState.Facts facts() {
        return facts(false);
    }

    RequestState.Facts facts(boolean anotherPerson) {
        boolean undoable = kind.tells() || kind == RequestKind.RESTRICTION;
        return new RequestState.Facts(identified(), !absolute(), undoable, anotherPerson);
    }

    /** Whether this may happen to it now. */
    public boolean may(Happening happening) {
        return state.after(happening, facts()).isPresent();
    }
}
