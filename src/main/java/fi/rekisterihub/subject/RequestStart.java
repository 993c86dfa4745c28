package fi.rekisterihub.subject;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What begins with the request and waits for nobody: disputed data is restricted while it is being decided (GDPR article 18(1)(a)
 * and (d)), and what nobody may refuse is in force at once. Neither tells anybody anything, so neither waits for an identity.
 */
@Component
class RequestStart {

    private final RequestRows rows;
    private final RequestLaw law;
    private final RequestEffects effects;
    private final Objections objections;

    RequestStart(RequestRows rows, RequestLaw law, RequestEffects effects, Objections objections) {
        this.rows = rows;
        this.law = law;
        this.effects = effects;
        this.objections = objections;
    }

    /** Once the person is known, or at arrival. The register of a known person is held by the caller. */
    RequestView begin(RequestView request, @Nullable String contact, String who) {
        if (request.absolute()) {
            return grantAtOnce(request, contact, who);
        }
        return disputes(request.kind()) && law.restrictsWhileDeciding(request.registerId())
                ? restrict(request, who)
                : request;
    }

    /** Restricts it because of this request, where the person is known; once. */
    RequestView restrict(RequestView request, String who) {
        Long person = request.personId();
        if (person == null || request.restricted()) {
            return request;
        }
        effects.restrict(person, request.cause(), who);
        RequestView restricted = Changed.of(request).restricted(true).view();
        rows.update(restricted);
        rows.event(restricted, Happening.RESTRICTED, RequestRows.Said.NOTHING, who);
        return restricted;
    }

    /** Lifts what {@link #restrict} did. */
    RequestView lift(RequestView request, String who) {
        Long person = request.personId();
        if (person == null || !request.restricted()) {
            return request;
        }
        effects.lift(person, request.cause(), who);
        RequestView lifted = Changed.of(request).restricted(false).view();
        rows.update(lifted);
        rows.event(lifted, Happening.RESTRICTION_LIFTED, RequestRows.Said.NOTHING, who);
        return lifted;
    }

    private RequestView grantAtOnce(RequestView request, @Nullable String contact, String who) {
        return objections
                .record(request, contact)
                .map(cause -> {
                    RequestView granted = Changed.of(request)
                            .state(new RequestState.Granted())
                            .view();
                    if (granted.registerId() != null) {
                        if (request.state().undecided()) {
                            rows.update(granted);
                            rows.event(granted, Happening.GRANTED, RequestRows.Said.NOTHING, who);
                        }
                        rows.event(granted, Happening.CARRIED_OUT, RequestRows.Said.detail(cause), who);
                        return granted;
                    }
                    // It is in force for the address everywhere; of which register the person is to be told is still
                    // open.
                    rows.event(request, Happening.CARRIED_OUT, RequestRows.Said.detail(cause), who);
                    return request;
                })
                .orElse(request);
    }

    private static boolean disputes(RequestKind kind) {
        return kind == RequestKind.RECTIFICATION || kind == RequestKind.OBJECTION || kind == RequestKind.RESTRICTION;
    }
}
