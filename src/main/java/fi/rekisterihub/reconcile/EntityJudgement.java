package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.Judgement;
import fi.rekisterihub.intake.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A judged chunk of companies or persons. */
final class EntityJudgement implements Judgement {

    final Applied applied = new Applied();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<String, Long> effects = new TreeMap<>();
    private final Set<Long> changedEntities = new HashSet<>();
    private long droppedFields;
    private boolean alone;

    /** Keys of records of which nothing may be kept, because they speak of somebody who was erased. */
    final Set<String> erased = new HashSet<>();
    /** Keys of records of which nothing is kept, because the time of those whom they speak of has run out. */
    final Set<String> lapsed = new HashSet<>();
    /** Keys of records of which the text may not be kept, because it holds an address of theirs. */
    final Set<String> emptied = new HashSet<>();

    /** Those of them whose data is restricted. */
    Set<Long> restricted = Set.of();

    /** The withheld fields of persons whom the chunk can speak of. */
    Map<Long, Set<String>> withheld = Map.of();

    @Override
    public List<Outcome> outcomes() {
        return outcomes;
    }

    @Override
    public Map<String, Long> effects() {
        return effects;
    }

    @Override
    public long changedEntities() {
        return changedEntities.size();
    }

    @Override
    public long droppedFields() {
        return droppedFields;
    }

    @Override
    public boolean alone() {
        return alone;
    }

    /** An entity was looked for by what it has in common with the record, or made. */
    void lookedAround() {
        alone = true;
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
        if (outcome.reason() != null && outcome.kind() != Outcome.Kind.PARKED) {
            effect(outcome.kind().name().toLowerCase(java.util.Locale.ROOT) + "." + outcome.reason());
        }
    }

    void effect(String name) {
        effects.merge(name, 1L, Long::sum);
    }

    void changes(long entityId) {
        changedEntities.add(entityId);
    }

    void dropped(long fields) {
        droppedFields += fields;
    }
}
