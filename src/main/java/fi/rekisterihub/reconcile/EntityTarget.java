package fi.rekisterihub.reconcile;

import fi.rekisterihub.intake.ChangedRecord;
import fi.rekisterihub.intake.Judgement;
import fi.rekisterihub.intake.RunContext;
import fi.rekisterihub.intake.RunTarget;
import fi.rekisterihub.mapping.AbsentRule;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.RegisterSize;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes companies and persons into the register. */
@Component
class EntityTarget implements RunTarget {

    private final Profiles profiles;
    private final FactFinder facts;
    private final ChunkWriter writer;
    private final Withholding withholding;
    private final RegisterSize size;
    private final Absences absences;
    private final StaysAway staysAway;
    private final LapseFinder lapses;

    EntityTarget(
            Profiles profiles,
            FactFinder facts,
            ChunkWriter writer,
            Withholding withholding,
            RegisterSize size,
            Absences absences,
            StaysAway staysAway,
            LapseFinder lapses) {
        this.lapses = lapses;
        this.absences = absences;
        this.staysAway = staysAway;
        this.profiles = profiles;
        this.facts = facts;
        this.writer = writer;
        this.withholding = withholding;
        this.size = size;
    }

    @Override
    public boolean takes(RecordKind kind) {
        return kind == RecordKind.COMPANY || kind == RecordKind.PERSON;
    }

    @Override
    public Prepared prepare(RunContext run, List<ChangedRecord> chunk) {
        Profile profile = profiles.get(run.registerId());
        List<Seen> seen = facts.observe(profile, run.feed(), kind(run), chunk);
        seen.forEach(Seen::withKeys);
        return new SeenChunk(profile, chunk, seen);
    }

    @Override
    public Judgement judge(RunContext run, Prepared prepared) {
        if (!(prepared instanceof SeenChunk chunk)) {
            throw new IllegalArgumentException("This chunk was prepared by another target.");
        }
        Profile profile = profiles.get(run.registerId());
        EntityKind kind = kind(run);
        // A profile that was taken into use in the meantime rules already.
        List<Seen> seen =
                profile == chunk.profile() ? chunk.seen() : facts.observe(profile, run.feed(), kind, chunk.records());
        ChunkFacts found = facts.find(profile, run.feed(), kind, seen).with(lapses, run, profile, kind, seen);
        return new ChunkJudge(run, profile, kind, found).judge(seen);
    }

    @Override
    public void apply(RunContext run, Judgement judgement) {
        if (!(judgement instanceof EntityJudgement entities)) {
            throw new IllegalArgumentException("This judgement was made by another target.");
        }
        writer.write(run, entities.applied);
    }

    @Override
    public void remembered(RunContext run, Judgement judgement) {
        if (judgement instanceof EntityJudgement entities) {
            withholding.keepOut(run.registerId(), entities);
            staysAway.keepOut(run, entities);
        }
    }

    @Override
    public Map<String, Long> absent(RunContext run, List<String> keys) {
        Absences.Treated treated = absences.judge(run, kind(run), keys);
        absences.write(run, treated);
        return treated.effects();
    }

    @Override
    public Map<String, Long> judgeAbsent(RunContext run, List<String> keys) {
        return absences.judge(run, kind(run), keys).effects();
    }

    @Override
    public void ended(RunContext run) {
        staysAway.keepOutOfParked(run);
        if (run.mapping().absent() != AbsentRule.KEEP) {
            absences.askNoMoreOfThoseWhoCameBack(run);
        }
    }

    @Override
    public long size(RunContext run, long enough) {
        return size.of(kind(run), run.registerId(), enough);
    }

    private static EntityKind kind(RunContext run) {
        return run.mapping().kind() == RecordKind.COMPANY ? EntityKind.COMPANY : EntityKind.PERSON;
    }

    private record SeenChunk(Profile profile, List<ChangedRecord> records, List<Seen> seen) implements Prepared {}
}
