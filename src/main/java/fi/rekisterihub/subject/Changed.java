package fi.rekisterihub.subject;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A request with something changed. */
final class Changed {

    private final RequestView before;
    private RequestState state;
    private boolean restricted;
    private @Nullable Long person;
    private @Nullable String register;
    private @Nullable Instant identified;
    private RequestKind kind;
    private @Nullable String purpose;
    private DueDates due;
    private LocalDate dueBy;
    private boolean extended;

    private Changed(RequestView before) {
        this.before = before;
        this.state = before.state();
        this.restricted = before.restricted();
        this.person = before.personId();
        this.register = before.registerId();
        this.identified = before.identifiedAt();
        this.kind = before.kind();
        this.purpose = before.purpose();
        this.due = new DueDates(before.promisedBy(), before.lawBy());
        this.dueBy = before.dueBy();
        this.extended = before.extended();
    }

    static Changed of(RequestView before) {
        return new Changed(before);
    }

    Changed state(RequestState now) {
        this.state = now;
        return this;
    }

    Changed restricted(boolean now) {
        this.restricted = now;
        return this;
    }

    Changed person(long id, String registerId) {
        this.person = id;
        this.register = registerId;
        return this;
    }

    Changed identified(@Nullable Instant at) {
        this.identified = at;
        return this;
    }

    Changed kind(RequestKind now, @Nullable String of) {
        this.kind = now;
        this.purpose = of;
        return this;
    }

    Changed due(DueDates now) {
        this.due = now;
        this.dueBy = now.first();
        return this;
    }

    Changed extended(LocalDate until) {
        this.due = new DueDates(due.promised(), until);
        this.dueBy = until;
        this.extended = true;
        return this;
    }

    RequestView view() {
        return new RequestView(
                before.id(),
                register,
                kind,
                purpose,
                before.channel(),
                before.scope(),
                person,
                before.way(),
                before.language(),
                before.receivedAt(),
                due.promised(),
                due.law(),
                dueBy,
                extended,
                identified,
                restricted,
                before.inboxId(),
                state,
                before.endedAt());
    }
}
