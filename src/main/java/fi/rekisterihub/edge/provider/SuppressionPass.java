package fi.rekisterihub.edge.provider;

import fi.rekisterihub.edge.provider.CallTemplate.About;
import fi.rekisterihub.mapping.AnswerExpression;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one pass, one after the other: find, look, create, suppress, as far as the provider needs them. Knows
 * neither HTTP nor the database. Every call may be made again: what a pass that broke off did is done once.
 */
final class SuppressionPass {

    /** How an address stands at the provider, as far as the pass has seen. */
    enum Standing {
        SILENT,
        OPEN,
        UNKNOWN
    }

    private enum Step {
        FIND,
        LOOK,
        CREATE,
        SUPPRESS,
        DONE
    }

    private static final int MOST_PAGES = 10_000;

    private final ProviderWays ways;
    private final SuppressionWork work;
    private final List<String> emails;
    private final Set<String> silent = new TreeSet<>();
    private Step step;
    private @Nullable Object contact;
    private int page = 1;
    private boolean unknown;
    private @Nullable String receipt;
    private int refusal;

    SuppressionPass(ProviderWays ways, SuppressionWork work) {
        this.ways = ways;
        this.work = work;
        this.emails = work.emails();
        this.step = ways.find() != null ? Step.FIND : work.check() || ways.lookFirst() ? Step.LOOK : Step.SUPPRESS;
    }

    /** The call that is to be made now; null when the pass is over. */
    @Nullable
    CallTemplate next() {
        return switch (step) {
            case FIND -> ways.find();
            case LOOK -> ways.look();
            case CREATE -> ways.create();
            case SUPPRESS -> ways.suppress();
            case DONE -> null;
        };
    }

    About about() {
        return new About(emails, contact, page);
    }

    /** @param answer the JSON object of an answer 2xx; empty when there was none */
    void answered(int status, Map<String, ?> answer) {
        switch (step) {
            case FIND -> found(answer);
            case LOOK -> looked(answer);
            case CREATE -> created(status, answer);
            case SUPPRESS -> suppressed(status, answer);
            case DONE -> throw new IllegalStateException("The pass is over; nobody was asked.");
        }
    }

    /** The provider answered that there is no such thing. Whether that is about the address depends on what was asked. */
    boolean notFound() {
        if (step != Step.FIND && step != Step.LOOK) {
            return false;
        }
        isUnknown();
        return true;
    }

    /**
     * The provider refuses what it was told. Some do so for what they have already, so it is looked at before it is
     * believed.
     *
     * @return false when there is nothing to look at, and the refusal stands
     */
    boolean refused(int status) {
        if (step != Step.CREATE && step != Step.SUPPRESS || emails.size() > 1) {
            return false;
        }
        refusal = status;
        page = 1;
        step = Step.LOOK;
        return true;
    }

    /** The status of a refusal that stands; 0 for none. */
    int refusal() {
        return refusal != 0 && standing(emails.get(0)) != Standing.SILENT ? refusal : 0;
    }

    /** The word of the provider, or of the pass where no call was needed. */
    String receipt() {
        return Objects.requireNonNullElse(receipt, unknown ? "not there" : "was silent before");
    }

    Standing standing(String email) {
        if (unknown) {
            return ways.unknownIsSilent() ? Standing.SILENT : Standing.UNKNOWN;
        }
        return silent.contains(email.toLowerCase(Locale.ROOT)) ? Standing.SILENT : Standing.OPEN;
    }

    SuppressionWork work() {
        return work;
    }

    boolean isOver() {
        return step == Step.DONE;
    }

    private void found(Map<String, ?> answer) {
        contact = read(ways.contact(), answer);
        if (contact == null) {
            isUnknown();
        } else {
            step = work.check() || ways.lookFirst() ? Step.LOOK : Step.SUPPRESS;
        }
    }

    private void looked(Map<String, ?> answer) {
        if (ways.listed() != null) {
            listed(ways.listed(), answer);
            return;
        }
        if (ways.find() == null && ways.contact() != null) {
            contact = ways.contact().one(answer);
            if (contact == null) {
                isUnknown();
                return;
            }
        }
        if (ways.suppressed() != null && ways.suppressed().yes(answer)) {
            emails.forEach(this::isSilent);
            step = Step.DONE;
        } else {
            step = isLastLook() ? Step.DONE : Step.SUPPRESS;
        }
    }

    private void listed(AnswerExpression listed, Map<String, ?> answer) {
        listed.texts(answer).forEach(this::isSilent);
        Object pages = read(ways.pages(), answer);
        int last = pages instanceof Number number ? number.intValue() : 1;
        boolean all = emails.stream().allMatch(email -> silent.contains(email.toLowerCase(Locale.ROOT)));
        if (all || page >= Math.min(last, MOST_PAGES)) {
            step = isLastLook() || all ? Step.DONE : Step.SUPPRESS;
        } else {
            page++;
        }
    }

    /** Nothing is told after it. */
    private boolean isLastLook() {
        return work.check() || refusal != 0;
    }

    private void isUnknown() {
        unknown = true;
        if (isLastLook() || ways.unknownIsSilent()) {
            step = Step.DONE;
        } else {
            step = ways.create() != null ? Step.CREATE : Step.SUPPRESS;
        }
    }

    private void created(int status, Map<String, ?> answer) {
        unknown = false;
        if (ways.createdContact() == null) {
            told(status);
            return;
        }
        contact = ways.createdContact().one(answer);
        if (contact == null) {
            throw new NotAccepted("The provider made the address known but named no id for it.");
        }
        step = Step.SUPPRESS;
    }

    private void suppressed(int status, Map<String, ?> answer) {
        if (ways.accepted() != null && !ways.accepted().yes(answer)) {
            throw new NotAccepted("The provider answered HTTP %d and did not take it.".formatted(status));
        }
        told(status);
    }

    private void told(int status) {
        unknown = false;
        receipt = "HTTP " + status;
        step = Step.DONE;
    }

    private void isSilent(String email) {
        silent.add(email.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Object read(@Nullable AnswerExpression expression, Map<String, ?> answer) {
        return expression == null ? null : expression.one(answer);
    }

    /** A no in the words of the provider's answer. */
    static final class NotAccepted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAccepted(String message) {
            super(message);
        }
    }
}
