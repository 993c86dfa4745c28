package fi.rekisterihub.subject.report;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.register.EntityLinks;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.RegisterReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Gathers the access report. Some twenty statements, whatever the person has been through. */
@Component
public class AccessReports {

    /** Nothing is left out: a person with more changes than this is none. */
    private static final int ALL = 1_000_000;

    private final RegisterReader register;
    private final EntityLinks links;
    private final HistoryReader history;
    private final ReportFacts facts;
    private final ReportValues values;
    private final ReportPermissions permissions;
    private final ReportRequests requests;
    private final MessageSource messages;
    private final RetentionDates retention;

    AccessReports(
            RegisterReader register,
            EntityLinks links,
            HistoryReader history,
            ReportFacts facts,
            ReportPermissions permissions,
            ReportRequests requests,
            MessageSource messages,
            ObjectProvider<RetentionDates> retention) {
        this.register = register;
        this.links = links;
        this.history = history;
        this.facts = facts;
        this.values = new ReportValues();
        this.permissions = permissions;
        this.requests = requests;
        this.messages = messages;
        this.retention = retention.getIfAvailable(RetentionDates::rulesOnly);
    }

    /**
     * @param language fi, sv or en
     * @param requestId the request that it answers
     * @throws IllegalArgumentException when the person is not in the register any more
     */
    public AccessReport of(Profile profile, long personId, String language, long requestId) {
        ReportWords words = words(profile, language);
        List<Long> ids = links.allParts(List.of(personId));
        List<EntityView> entities =
                ids.stream().flatMap(id -> register.person(id).stream()).toList();
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("Person %d is not in the register any more.".formatted(personId));
        }
        List<ChangeView> changes = new ArrayList<>();
        ids.forEach(id -> changes.addAll(history.ofEntity(id, null, ALL)));
        changes.sort(Comparator.comparing(ChangeView::at).reversed());
        return new AccessReport(
                head(profile, language, requestId),
                parts(profile, entities, changes, ids, words),
                ReportValues.history(changes, words),
                told(ids, words),
                receivers(profile, words),
                permissions.inForce(ids, profile, words),
                permissions.acts(ids, words),
                profile.sources().stream()
                        .map(source -> new AccessReport.Source(source.feed(), words.source(source.feed())))
                        .toList(),
                kept(profile, personId, words),
                profile.purposes().stream()
                        .map(purpose -> new AccessReport.Purpose(
                                purpose.id(),
                                purpose.text().in(language),
                                purpose.basis(),
                                words.term("report.basis", purpose.basis())))
                        .toList(),
                requests.of(personId, words),
                facts.disclosures(ids).stream()
                        .map(one -> new AccessReport.Disclosed(
                                one.at(),
                                one.what(),
                                words.term("report.disclosure", one.what()),
                                one.recipient(),
                                one.ground(),
                                names(one.fields(), words)))
                        .toList(),
                facts.looks(ids).stream()
                        .map(look -> new AccessReport.Look(
                                look.at(),
                                words.term("report.role", look.role() == null ? "former" : look.role()),
                                words.term("report.look", look.action())))
                        .toList(),
                new AccessReport.Stance(profile.automatedDecisions(), profile.profiling()));
    }

    ReportWords words(Profile profile, String language) {
        return new ReportWords(messages, language, profile);
    }

    private static AccessReport.Head head(Profile profile, String language, long requestId) {
        return new AccessReport.Head(
                profile.id(),
                profile.name().in(language),
                profile.controller().name(),
                profile.controller().businessId(),
                profile.controller().contact(),
                language,
                Instant.now(),
                requestId,
                profile.fingerprint());
    }

    private List<AccessReport.Part> parts(
            Profile profile, List<EntityView> entities, List<ChangeView> changes, List<Long> ids, ReportWords words) {
        Map<Long, Instant> numbers = facts.numbers(ids);
        List<ReportFacts.Raw> records = facts.records(ids);
        ReportValues.Known known = values.known(changes, facts.corrections(ids));
        return entities.stream()
                .map(entity -> new AccessReport.Part(
                        entity.id(),
                        entity.createdAt(),
                        entity.restrictedAt(),
                        entity.deceasedAt(),
                        numbers.get(entity.id()),
                        values.groups(profile, entity, known, words),
                        register.rolesOf(entity.id()).stream()
                                .map(role -> new AccessReport.Role(
                                        role.company(),
                                        role.duty() == null ? null : words.term("duty", role.duty()),
                                        words.source(role.feed()),
                                        role.since()))
                                .toList(),
                        records.stream()
                                .filter(raw -> raw.part() == entity.id())
                                .map(raw -> new AccessReport.Record(raw.feed(), words.source(raw.feed()), raw.at()))
                                .toList()))
                .toList();
    }

    private List<AccessReport.Told> told(List<Long> ids, ReportWords words) {
        return facts.told(ids).stream()
                .map(one -> new AccessReport.Told(
                        one.at(),
                        one.recipient(),
                        words.recipient(one.recipient()),
                        one.kind(),
                        words.term("notice", one.kind()),
                        names(one.fields(), words),
                        one.sentAt(),
                        one.confirmedAt(),
                        one.receipt()))
                .toList();
    }

    private static List<AccessReport.Receiver> receivers(Profile profile, ReportWords words) {
        return profile.recipients().stream()
                .filter(rule -> !rule.personFields().isEmpty())
                .map(rule -> new AccessReport.Receiver(
                        rule.id(),
                        rule.name(),
                        rule.purpose().in(words.locale().getLanguage()),
                        words.locale().getLanguage().isEmpty()
                                ? rule.country()
                                : new java.util.Locale.Builder()
                                        .setRegion(rule.country())
                                        .build()
                                        .getDisplayCountry(words.locale()),
                        rule.basis() == null ? null : words.term("report.transfer", rule.basis()),
                        names(rule.personFields().stream().sorted().toList(), words)))
                .toList();
    }

    private List<AccessReport.Kept> kept(Profile profile, long personId, ReportWords words) {
        List<AccessReport.Kept> kept = new ArrayList<>();
        for (RetentionDates.Kept one : retention.of(profile, personId)) {
            profile.retention().stream()
                    .filter(rule -> rule.what().equals(one.what()))
                    .forEach(rule -> kept.add(new AccessReport.Kept(
                            one.what(),
                            what(profile, one.what(), words),
                            one.until(),
                            rule.text().in(words.locale().getLanguage()),
                            one.heldBy().stream()
                                    .map(hold -> words.term("report.hold", hold))
                                    .toList())));
        }
        return kept.stream().distinct().toList();
    }

    private static String what(Profile profile, String what, ReportWords words) {
        String language = words.locale().getLanguage();
        return profile.groups().stream()
                .filter(group -> group.id().equals(what))
                .map(group -> group.text().in(language))
                .findFirst()
                .or(() -> profile.dataClasses().stream()
                        .filter(one -> one.id().equals(what))
                        .map(one -> one.text().in(language))
                        .findFirst())
                .orElseGet(() -> words.term("report.class", what));
    }

    private static List<String> names(List<String> fields, ReportWords words) {
        return fields.stream().map(field -> words.term("field", field)).toList();
    }
}
