package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Limit;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What may not be held of somebody although a group lists it: what needs a purpose that the person has prohibited
 * (PROMISES SA3), and more of some fields than the profile allows (SM1). Pure.
 */
final class HoldingRules {

    /** Refused because the person has prohibited the purpose that follows. */
    static final String PROHIBITED = "prohibited:";

    /** Refused because the fields that follow are held already, and no more may be. */
    static final String LIMIT = "limit:";

    private final List<DataClass> needing;
    private final List<Limit> limits;

    HoldingRules(Profile profile) {
        this.needing = profile.dataClasses().stream()
                .filter(one -> one.needs() != null)
                .toList();
        this.limits = profile.limits();
    }

    /** @param prohibited the purposes that the person has prohibited */
    List<FieldDecision> applied(StoredEntity entity, List<FieldDecision> decided, Set<String> prohibited) {
        if (needing.isEmpty() && limits.isEmpty()) {
            return decided;
        }
        List<FieldDecision> left = new ArrayList<>(decided);
        left.replaceAll(one -> permitted(one, prohibited));
        limits.forEach(limit -> within(limit, entity, left));
        return left;
    }

    private FieldDecision permitted(FieldDecision one, Set<String> prohibited) {
        if (prohibited.isEmpty() || !fills(one)) {
            return one;
        }
        return needing.stream()
                .filter(rule -> rule.fields().contains(one.field()))
                .map(rule -> Objects.requireNonNull(rule.needs()))
                .filter(prohibited::contains)
                .findFirst()
                .map(purpose -> refused(one, PROHIBITED + purpose))
                .orElse(one);
    }

    /** Whatever order a record tells its fields in: what it empties makes room for what it fills. */
    private static void within(Limit limit, StoredEntity entity, List<FieldDecision> decided) {
        Set<String> held = new HashSet<>();
        limit.of().stream().filter(field -> entity.value(field) != null).forEach(held::add);
        decided.stream()
                .filter(one -> one.verdict() == Verdict.APPLY && one.newValue() == null)
                .forEach(one -> held.remove(one.field()));
        for (int i = 0; i < decided.size(); i++) {
            FieldDecision one = decided.get(i);
            if (!fills(one) || !limit.of().contains(one.field()) || held.contains(one.field())) {
                continue;
            }
            if (held.size() < limit.atMost()) {
                held.add(one.field());
            } else {
                decided.set(i, refused(one, LIMIT + String.join(",", limit.of())));
            }
        }
    }

    private static boolean fills(FieldDecision one) {
        return (one.verdict() == Verdict.APPLY || one.verdict() == Verdict.CONFIRM) && one.newValue() != null;
    }

    private static FieldDecision refused(FieldDecision one, String rule) {
        return new FieldDecision(one.field(), Verdict.REFUSE, rule, one.oldValue(), one.newValue());
    }
}
