package fi.rekisterihub.subject;

import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.subject.RefusedStep.Why;
import fi.rekisterihub.subject.RequestRows.Said;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does in the register what was granted. What was restricted while it was decided is free again, unless that is what was asked. */
@Component
class Granting {

    private static final Set<String> TAKEN = Set.of("apply", "confirm", "same");

    private final RequestRows rows;
    private final RequestReader reader;
    private final RequestStart start;
    private final RequestEffects effects;
    private final Objections objections;
    private final Corrections corrections;
    private final RegisterReader register;

    Granting(
            RequestRows rows,
            RequestReader reader,
            RequestStart start,
            RequestEffects effects,
            Objections objections,
            Corrections corrections,
            RegisterReader register) {
        this.rows = rows;
        this.reader = reader;
        this.start = start;
        this.effects = effects;
        this.objections = objections;
        this.corrections = corrections;
        this.register = register;
    }

    /** @return the request after it; the person is known and the register held */
    RequestView carryOut(RequestView granted, Map<String, @Nullable String> fields, String who) {
        return switch (granted.kind()) {
            case ACCESS, PORTABILITY, ORIGIN -> granted;
            case RECTIFICATION -> rectify(start.lift(granted, who), fields, who);
            case ERASURE -> erase(granted, who);
            case RESTRICTION -> done(start.restrict(granted, who), null, who);
            case OBJECTION, WITHDRAWAL -> object(granted, who);
        };
    }

    private RequestView rectify(RequestView granted, Map<String, @Nullable String> fields, String who) {
        if (fields.isEmpty()) {
            throw new RefusedStep(Why.BAD_VALUE, "Say which field is corrected, and to what.");
        }
        EntityView person = register.person(Objects.requireNonNull(granted.personId()))
                .orElseThrow(() -> new RefusedStep(Why.NO_PERSON, "The person is not in the register any more."));
        List<Corrected> corrected;
        try {
            corrected = corrections.correct(person, null, fields, new Because(granted.cause()), who);
        } catch (IllegalArgumentException cannotBe) {
            throw new RefusedStep(Why.BAD_VALUE, String.valueOf(cannotBe.getMessage()));
        }
        List<String> left = corrected.stream()
                .filter(one -> !TAKEN.contains(one.outcome()))
                .map(one -> one.field() + " (" + one.rule() + ")")
                .toList();
        if (!left.isEmpty()) {
            throw new RefusedStep(
                    Why.RESTRICTED, "Not corrected, so nothing was: %s.".formatted(String.join(", ", left)));
        }
        return done(granted, String.join(", ", fields.keySet()), who);
    }

    private RequestView erase(RequestView granted, String who) {
        String done = effects.erase(Objects.requireNonNull(granted.personId()), granted.cause(), who);
        RequestView free = Changed.of(granted).restricted(false).view();
        rows.update(free);
        return done(free, done, who);
    }

    private RequestView object(RequestView granted, String who) {
        String cause = objections
                .record(granted, reader.content(granted.id()).contact())
                .orElseThrow(() -> new RefusedStep(Why.NO_PURPOSE, "Say which processing is objected to."));
        return done(start.lift(granted, who), cause, who);
    }

    private RequestView done(RequestView request, @Nullable String detail, String who) {
        rows.event(request, Happening.CARRIED_OUT, new Said(null, detail, null), who);
        return request;
    }
}
