package fi.rekisterihub.subject;

import java.util.Optional;
import java.util.Set;

/**
 * How far a request has come, and what may happen to it next. Pure: what is done about it is the desk's.
 *
 * <p>Whether it must be known who asks is a fact of the request and not of its state: what only adds a prohibition needs it
 * not, because whoever lies about it takes nothing from anybody.
 */
public sealed interface RequestState {

    /** The word in tables, messages and the API. */
    String word();

    /**
     * What it becomes by this; empty when this may not happen to it now.
     *
     * @param facts of the request, before it happened
     */
    Optional<RequestState> after(Happening happening, Facts facts);

    /** Whether nobody has decided it yet. */
    default boolean undecided() {
        return this instanceof Received || this instanceof Asked || this instanceof Verified;
    }

    default boolean open() {
        return !(this instanceof Closed);
    }

    /**
     * @param identified whether it is known who asks
     * @param mustIdentify whether it must be, before it can be granted
     * @param undoable whether what was granted can be taken back
     * @param anotherPerson whether the person now found is another than the one who was identified
     */
    record Facts(boolean identified, boolean mustIdentify, boolean undoable, boolean anotherPerson) {

        boolean mayBeGranted() {
            return identified || !mustIdentify;
        }
    }

    /** It is here, and nothing is known but what it says. */
    record Received() implements RequestState {

        @Override
        public String word() {
            return "received";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return RequestState.whileUndecided(this, happening, facts);
        }
    }

    /** The person was asked who they are, or what they mean (GDPR article 12(6)). The days go on. */
    record Asked() implements RequestState {

        @Override
        public String word() {
            return "asked";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return happening == Happening.DETAILS_GIVEN
                    ? Optional.of(facts.identified() ? new Verified() : new Received())
                    : RequestState.whileUndecided(this, happening, facts);
        }
    }

    /** It is known who asks. */
    record Verified() implements RequestState {

        @Override
        public String word() {
            return "verified";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return happening == Happening.DISCLOSED
                    ? Optional.of(this)
                    : RequestState.whileUndecided(this, happening, facts);
        }
    }

    record Granted() implements RequestState {

        private static final Set<Happening> STAYS =
                Set.of(Happening.CARRIED_OUT, Happening.RESTRICTED, Happening.RESTRICTION_LIFTED);

        @Override
        public String word() {
            return "granted";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return switch (happening) {
                case ANSWERED -> Optional.of(new Answered());
                case REOPENED ->
                    facts.undoable()
                            ? Optional.of(facts.identified() ? new Verified() : new Received())
                            : Optional.empty();
                case DISCLOSED -> facts.identified() ? Optional.of(this) : Optional.empty();
                // What is in force at once may be so for an address before it is known whose it is.
                case PERSON_FOUND -> facts.mustIdentify() ? Optional.empty() : Optional.of(this);
                default -> STAYS.contains(happening) ? Optional.of(this) : Optional.empty();
            };
        }
    }

    record Refused() implements RequestState {

        @Override
        public String word() {
            return "refused";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return switch (happening) {
                case ANSWERED -> Optional.of(new Answered());
                case REOPENED -> Optional.of(facts.identified() ? new Verified() : new Received());
                case RESTRICTION_LIFTED -> Optional.of(this);
                default -> Optional.empty();
            };
        }
    }

    /** The person was told. */
    record Answered() implements RequestState {

        @Override
        public String word() {
            return "answered";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            return switch (happening) {
                case CLOSED -> Optional.of(new Closed());
                case DISCLOSED -> facts.identified() ? Optional.of(this) : Optional.empty();
                case RESTRICTION_LIFTED -> Optional.of(this);
                default -> Optional.empty();
            };
        }
    }

    record Closed() implements RequestState {

        @Override
        public String word() {
            return "closed";
        }

        @Override
        public Optional<RequestState> after(Happening happening, Facts facts) {
            // A restriction that was asked for and granted lasts longer than the request.
            return happening == Happening.RESTRICTION_LIFTED ? Optional.of(this) : Optional.empty();
        }
    }

    static RequestState of(String word) {
        return switch (word) {
            case "received" -> new Received();
            case "asked" -> new Asked();
            case "verified" -> new Verified();
            case "granted" -> new Granted();
            case "refused" -> new Refused();
            case "answered" -> new Answered();
            case "closed" -> new Closed();
            default -> throw new IllegalArgumentException("There is no state '%s' of a request.".formatted(word));
        };
    }

    private static Optional<RequestState> whileUndecided(RequestState now, Happening happening, Facts facts) {
        return switch (happening) {
            // Whoever was identified is not the one whose data is meant: it begins anew.
            case PERSON_FOUND -> Optional.of(facts.anotherPerson() ? new Received() : now);
            case KIND_CORRECTED, RESTRICTED, RESTRICTION_LIFTED, EXTENDED, DETAILS_GIVEN -> Optional.of(now);
            case IDENTITY_ASKED -> facts.identified() ? Optional.empty() : Optional.of(new Asked());
            case DETAILS_ASKED -> Optional.of(new Asked());
            case IDENTITY_VERIFIED -> facts.identified() ? Optional.empty() : Optional.of(new Verified());
            case GRANTED ->
                facts.mayBeGranted() && !(now instanceof Asked) ? Optional.of(new Granted()) : Optional.empty();
            case REFUSED -> Optional.of(new Refused());
            case WITHDRAWN -> Optional.of(new Closed());
            default -> Optional.empty();
        };
    }
}
