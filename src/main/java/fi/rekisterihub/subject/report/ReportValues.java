package fi.rekisterihub.subject.report;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.FieldView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a person by the groups of the profile, each with the change that put it there. */
final class ReportValues {

    private record Spot(long part, String field) {}

    private record Last(Instant at, String rule, String feed) {}

    /** What the whole history and the corrections say of each value. */
    record Known(Map<Object, Object> last, Map<Object, String> corrections) {}

    /** @param changes newest first */
    Known known(List<ChangeView> changes, List<ReportFacts.Correction> corrections) {
        Map<Object, Object> last = new HashMap<>();
        for (ChangeView change : changes) {
            for (ChangeView.Field field : change.fields()) {
                last.putIfAbsent(
                        new Spot(change.entityId(), field.name()), new Last(change.at(), field.rule(), change.feed()));
            }
        }
        Map<Object, String> reasons = new HashMap<>();
        corrections.forEach(one -> reasons.put(new Spot(one.part(), one.field()), one.reason()));
        return new Known(last, reasons);
    }

    /** Groups in the order of the profile; what stands in two of them is shown once, and what no group names at the end. */
    List<AccessReport.Group> groups(Profile profile, EntityView entity, Known known, ReportWords words) {
        Map<String, FieldView> fields = new HashMap<>();
        entity.fields().stream()
                .filter(field -> field.value() != null || field.withheld())
                .forEach(field -> fields.put(field.name(), field));
        Set<String> shown = new HashSet<>();
        List<AccessReport.Group> groups = new ArrayList<>();
        for (Profile.Group group : profile.groups()) {
            if (group.entity().equals("person")) {
                List<AccessReport.Value> values = group.fields().stream()
                        .filter(field -> fields.containsKey(field) && shown.add(field))
                        .map(fields::get)
                        .filter(Objects::nonNull)
                        .map(field -> value(entity.id(), field, known, words))
                        .toList();
                if (!values.isEmpty()) {
                    groups.add(new AccessReport.Group(
                            group.id(), group.text().in(words.locale().getLanguage()), values));
                }
            }
        }
        List<AccessReport.Value> others = fields.values().stream()
                .filter(field -> !shown.contains(field.name()))
                .map(field -> value(entity.id(), field, known, words))
                .toList();
        if (!others.isEmpty()) {
            groups.add(new AccessReport.Group("others", words.text("report.others"), others));
        }
        return groups;
    }

    private static AccessReport.Value value(long part, FieldView field, Known known, ReportWords words) {
        Last last = (Last) known.last().get(new Spot(part, field.name()));
        String feed = field.feed() != null || last == null ? field.feed() : last.feed();
        // What a source withholds is told without who it is and since when: that would let a reader guess why.
        return field.withheld()
                ? new AccessReport.Value(
                        field.name(),
                        words.term("field", field.name()),
                        null,
                        null,
                        "",
                        null,
                        null,
                        words.text("report.withheld"),
                        true,
                        null)
                : new AccessReport.Value(
                        field.name(),
                        words.term("field", field.name()),
                        words.value(field.name(), field.value()),
                        feed,
                        words.source(feed),
                        last == null ? null : last.at(),
                        last == null ? null : last.rule(),
                        last == null ? words.text("report.norule") : words.term("rule", last.rule()),
                        false,
                        known.corrections().get(new Spot(part, field.name())));
    }

    static List<AccessReport.Change> history(List<ChangeView> changes, ReportWords words) {
        List<AccessReport.Change> history = new ArrayList<>();
        for (ChangeView change : changes) {
            for (ChangeView.Field field : change.fields()) {
                history.add(new AccessReport.Change(
                        change.at(),
                        change.entityId(),
                        change.feed(),
                        words.source(change.feed()),
                        field.name(),
                        words.term("field", field.name()),
                        shown(field.name(), field.before(), words),
                        shown(field.name(), field.after(), words),
                        field.rule(),
                        words.term("rule", field.rule()),
                        field.withheld()));
            }
        }
        return history;
    }

    private static @Nullable String shown(String field, @Nullable String value, ReportWords words) {
        return value == null ? null : words.value(field, value);
    }
}
