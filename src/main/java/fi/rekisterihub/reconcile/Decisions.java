package fi.rekisterihub.reconcile;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.StoredEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides field by field. The order is the law: what may not be touched is not weighed (GDPR art. 18), then the rank
 * of the source in the register's profile decides. Pure: no clock, no database.
 */
final class Decisions {

    private final Profile profile;
    private final HoldingRules holding;

    Decisions(Profile profile) {
        this.profile = profile;
        this.holding = new HoldingRules(profile);
    }

    /**
     * @param told field to value; null clears; fields outside the profile have been dropped before
     * @param prohibited the purposes that the person has prohibited and without which the register may not hold something
     */
    List<FieldDecision> decide(
            StoredEntity entity, String feed, Map<String, @Nullable String> told, Set<String> prohibited) {
        List<FieldDecision> decisions = new ArrayList<>(told.size());
        told.forEach((field, value) -> decisions.add(decide(entity, feed, field, value)));
        return holding.applied(entity, decisions, prohibited);
    }

    private FieldDecision decide(StoredEntity entity, String feed, String field, @Nullable String value) {
        StoredEntity.Told known = entity.told(field);
        String current = known.value();
        if (Objects.equals(current, value)) {
            return same(entity, feed, field, value, known.feed());
        }
        if (entity.restricted()) {
            return new FieldDecision(field, Verdict.REFUSE, "restricted", current, value);
        }
        String teller = known.feed();
        if (teller == null || teller.equals(feed)) {
            return new FieldDecision(
                    field, Verdict.APPLY, teller == null ? "first-told" : "same-source", current, value);
        }
        if (profile.rank(feed) <= profile.rank(teller)) {
            return new FieldDecision(field, Verdict.APPLY, "outranks:" + teller, current, value);
        }
        return new FieldDecision(field, Verdict.KEEP, "outranked-by:" + teller, current, value);
    }

    /**
     * What a better source says too is that source's word from now on: the lesser one cannot take it back alone. So is what
     * stands as nobody's word since an override ended.
     */
    private FieldDecision same(
            StoredEntity entity, String feed, String field, @Nullable String value, @Nullable String teller) {
        if (teller == null && value != null && !entity.restricted()) {
            return new FieldDecision(field, Verdict.CONFIRM, "first-told", value, value);
        }
        return teller == null || entity.restricted() || profile.rank(feed) >= profile.rank(teller)
                ? new FieldDecision(field, Verdict.SAME, "same", value, value)
                : new FieldDecision(field, Verdict.CONFIRM, "confirms:" + teller, value, value);
    }
}
