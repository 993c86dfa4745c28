package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.mapping.Observation;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.reconcile.Applied.Change;
import fi.rekisterihub.reconcile.FieldDecision.Verdict;
import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.Roles.Place;
import fi.rekisterihub.register.Roles.Role;
import fi.rekisterihub.register.StoredEntity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an observation says of a person's place at a company. */
final class RoleJudge {

    /** The word of the history for a place at a company. */
    static final String FIELD = "role";

    private final RunContext run;
    private final Profile profile;
    private final ChunkFacts facts;
    private final EntityJudgement judgement;

    RoleJudge(RunContext run, Profile profile, ChunkFacts facts, EntityJudgement judgement) {
        this.run = run;
        this.profile = profile;
        this.facts = facts;
        this.judgement = judgement;
    }

    Optional<FieldDecision> judge(StoredEntity person, Observation seen) {
        String businessId = seen.company().get("businessId");
        if (businessId == null || !profile.fieldsFrom(run.feed(), "company").contains("businessId")) {
            return Optional.empty();
        }
        Place place = new Place(person.id(), companyOf(businessId));
        String before = facts.duty(place);
        String duty = seen.company().get("duty");
        // Sources begin the same duty with a capital or without, and would change it to and fro.
        if (before != null && (duty == null || before.equalsIgnoreCase(duty))) {
            return Optional.empty();
        }
        judgement.applied.roles.add(new Role(place, duty));
        facts.rememberRole(place, duty);
        return Optional.of(new FieldDecision(
                FIELD,
                Verdict.APPLY,
                before == null ? "first-told" : "same-source",
                before == null ? null : written(before, place),
                written(duty, place)));
    }

    /** A company that only a role has named so far is kept by its Y-tunnus until a source tells more. */
    private long companyOf(String businessId) {
        Long known = facts.companyOfRole(businessId);
        if (known != null) {
            return known;
        }
        StoredEntity company = StoredEntity.fresh(facts.newId(), EntityKind.COMPANY);
        company.set("businessId", businessId, run.feed());
        judgement.applied.companies.put(company.id(), company);
        judgement.applied.changes.add(new Change(
                new ChangeSet(
                        company.id(),
                        profile.id(),
                        run.runId(),
                        run.feed(),
                        List.of("businessId"),
                        null,
                        List.of(businessId),
                        List.of("named-by-a-role"),
                        null),
                EntityKind.COMPANY,
                false));
        judgement.lookedAround();
        judgement.effect("company.named");
        facts.rememberCompany(businessId, company.id());
        return company.id();
    }

    /** A place at a company as the history writes it. */
    static String written(@Nullable String duty, Place place) {
        return "%s · company %d".formatted(duty == null ? "–" : duty, place.companyId());
    }
}
