package fi.rekisterihub.api;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.RecordLinks;
import fi.rekisterihub.intake.RecordLinks.KeptRecord;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.RunView;
import fi.rekisterihub.reconcile.FieldOverrides;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a field says what it says, now or on an earlier day. */
@RestController
@RequestMapping("/api/v1/entities/{id}/fields")
class FieldsApi {

    private final RegisterReader register;
    private final HistoryReader history;
    private final RunReader runs;
    private final RecordLinks records;
    private final FieldOverrides overrides;
    private final Audit audit;

    FieldsApi(
            RegisterReader register,
            HistoryReader history,
            RunReader runs,
            RecordLinks records,
            FieldOverrides overrides,
            Audit audit) {
        this.register = register;
        this.history = history;
        this.runs = runs;
        this.records = records;
        this.overrides = overrides;
        this.audit = audit;
    }

    /**
     * The value with who told it, in which run, by which version of the mapping and which rule, the source's own record, and
     * why and until when a steward's word stands.
     *
     * @param on a day, at whose end the field is looked at, or a time with its offset; now when it is missing
     */
    @GetMapping("/{field}")
    FieldAnswer one(
            @PathVariable long id,
            @PathVariable String field,
            @RequestParam(required = false) @Nullable String on,
            Principal user) {
        Instant at = on == null ? Instant.now() : time(on);
        EntityView entity =
                register.person(id).or(() -> register.company(id)).orElseThrow(() -> new NoSuchThing("entity", id));
        if (entity.kind() == EntityKind.PERSON) {
            audit.record(user.getName(), "person-viewed", id, "api");
        }
        ChangeView change = history.ofField(id, field, at)
                .orElseThrow(() -> new NoSuchThing("value of '%s'".formatted(field), id + " at " + at));
        ChangeView.Field told = change.fields().stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .orElseThrow(() -> new NoSuchThing("value of '%s'".formatted(field), id));
        Optional<RunView> run = Optional.ofNullable(change.runId()).flatMap(runs::find);
        return new FieldAnswer(
                field,
                told.after(),
                told.before(),
                told.withheld(),
                change.at(),
                change.feed(),
                told.rule(),
                change.actor(),
                change.runId(),
                run.map(RunView::mappingVersion).orElse(null),
                run.map(RunView::deliveryId).orElse(null),
                told.withheld() ? List.of() : records.of(id, change.feed(), entity.registerId()),
                told.withheld()
                        ? null
                        : overrides
                                .at(id, field, at)
                                .filter(one -> one.feed().equals(change.feed()))
                                .map(OverrideAnswer::of)
                                .orElse(null));
    }

    private static Instant time(String on) {
        try {
            return on.length() == 10
                    ? LocalDate.parse(on).plusDays(1).atStartOfDay(Finland.ZONE).toInstant()
                    : java.time.OffsetDateTime.parse(on).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadRequest("on must be a day such as 2026-11-27, or a time such as 2026-11-27T12:00:00+02:00.");
        }
    }

    /**
     * An explained value.
     *
     * @param before what stood there before; null when it was empty
     * @param withheld a source withholds the field, so that no value is kept
     * @param since when it came
     * @param actor the person who entered it; null when a source told it
     * @param records the source's own words as it told them last, which may be later than the value
     * @param override why the value stands against the sources; null when it is no steward's word
     */
    record FieldAnswer(
            String field,
            @Nullable String value,
            @Nullable String before,
            boolean withheld,
            Instant since,
            String feed,
            String rule,
            @Nullable String actor,
            @Nullable Long runId,
            @Nullable String mappingVersion,
            @Nullable Long deliveryId,
            List<KeptRecord> records,
            @Nullable OverrideAnswer override) {}
}
