package fi.rekisterihub.subject;

import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.subject.RefusedStep.Why;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Restriction and erasure for a request. */
@Component
final class RegisterEffects implements RequestEffects {

    private final Restrictions restrictions;
    private final Erasures erasures;
    private final RegisterReader register;

    RegisterEffects(Restrictions restrictions, Erasures erasures, RegisterReader register) {
        this.restrictions = restrictions;
        this.erasures = erasures;
        this.register = register;
    }

    @Override
    public void restrict(long personId, String cause, String who) {
        restrictions.restrict(personId, cause, who);
    }

    @Override
    public void lift(long personId, String cause, String who) {
        if (register.person(personId).isPresent()) {
            restrictions.lift(personId, cause, who);
        }
    }

    @Override
    public String erase(long personId, String cause, String who) {
        Erased erased = erasures.erase(personId, cause, who);
        if (erased instanceof Erased.Done done) {
            return "erasure-event:%d %s"
                    .formatted(
                            done.event(),
                            done.places().entrySet().stream()
                                    .map(place -> place.getKey() + "=" + place.getValue())
                                    .collect(Collectors.joining(" ")));
        }
        if (erased instanceof Erased.Stopped stopped) {
            throw new RefusedStep(
                    Why.HELD,
                    "Not erased: the data is held (%s). Refuse the request on that ground, or lift the hold."
                            .formatted(stopped.stops().stream()
                                    .map(Stop::what)
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
        }
        if (erased instanceof Erased.Before) {
            return "erased before";
        }
        throw new RefusedStep(Why.NO_PERSON, "Person %d is not in the register any more.".formatted(personId));
    }
}
