package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.RetentionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long what is kept: in the controller's words, and as the clock runs (GDPR articles 13(2)(a), 30(1)(f)). */
final class RetentionChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("retention", telling.say("retention"));
        List<Entry> rules = telling.profile().retention().stream()
                .map(RetentionRule::what)
                .distinct()
                .map(what -> entry(telling, what))
                .toList();
        if (!rules.isEmpty()) {
            part.say("retention", telling.say("retention.intro")).entries(rules);
        }
        if (telling.profile().retention().stream()
                .anyMatch(rule -> rule.after() != null && isGroup(telling.profile(), rule.what()))) {
            part.say("retention", new ClockWords(telling.words()).heldGroups());
        }
        List<String> without = withoutEnd(telling);
        if (!without.isEmpty()) {
            part.say("groups", telling.say("retention.no-end", telling.words().and(without)));
        }
        return part.done();
    }

    /** Of several rules of one kind of data each is said. */
    private static Entry entry(Telling telling, String what) {
        List<RetentionRule> rules = telling.profile().retention().stream()
                .filter(rule -> rule.what().equals(what))
                .toList();
        ClockWords clock = new ClockWords(telling.words());
        List<RetentionRule> ending =
                rules.stream().filter(rule -> rule.after() != null).toList();
        List<String> said = new ArrayList<>();
        for (RetentionRule rule : rules) {
            said.add(telling.words().sentence(telling.in(rule.text())));
            said.add(telling.say("retention.rule", clock.of(rule)));
            if (ending.size() > 1 && rule.equals(ending.get(ending.size() - 1))) {
                said.add(telling.say("retention.first"));
            }
        }
        if (!ending.isEmpty() && isClass(telling.profile(), what)) {
            said.add(clock.held(rules));
        }
        return new Entry("retention/" + what, name(telling, what), said);
    }

    private static boolean isClass(Profile profile, String what) {
        return profile.dataClasses().stream().anyMatch(one -> one.id().equals(what));
    }

    private static boolean isGroup(Profile profile, String what) {
        return profile.groups().stream().anyMatch(group -> group.id().equals(what));
    }

    private static String name(Telling telling, String what) {
        Profile profile = telling.profile();
        Optional<String> group = profile.groups().stream()
                .filter(one -> one.id().equals(what))
                .map(Group::text)
                .map(telling::in)
                .findFirst();
        return group.or(() -> profile.dataClasses().stream()
                        .filter(one -> one.id().equals(what))
                        .map(DataClass::text)
                        .map(telling::in)
                        .map(telling.words()::heading)
                        .findFirst())
                .map(telling.words()::capital)
                .orElseGet(() -> telling.words().has("retention.what." + what)
                        ? telling.say("retention.what." + what)
                        : telling.words().capital(what));
    }

    /** Groups of persons whose data no clock ends by itself. */
    private static List<String> withoutEnd(Telling telling) {
        Profile profile = telling.profile();
        return profile.groups().stream()
                .filter(group -> group.entity().equals("person"))
                .filter(group -> profile.retention().stream()
                        .noneMatch(rule -> rule.what().equals(group.id()) && rule.after() != null))
                .map(group -> telling.words().small(telling.in(group.text())))
                .toList();
    }
}
