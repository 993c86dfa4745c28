package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile.DataClass;
import fi.rekisterihub.profile.Profile.Group;
import java.util.ArrayList;
import java.util.List;

/** Whose data, and which (GDPR articles 14(1)(d), 30(1)(c)). The engine stores nothing else than this says. */
final class DataChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("data", telling.say("data"));
        part.say("groups", telling.say("data.closed"));
        groups(part, telling, "person");
        if (people(telling) > 1) {
            part.say("groups", telling.say("data.several"));
        }
        groups(part, telling, "company");
        classes(part, telling);
        part.heading(Telling.ENGINE, telling.say("data.kept"));
        part.bullets(KeptBesides.of(telling));
        return part.done();
    }

    private static void groups(Parts part, Telling telling, String entity) {
        List<Entry> groups = telling.profile().groups().stream()
                .filter(group -> group.entity().equals(entity))
                .map(group -> group(telling, group))
                .toList();
        if (!groups.isEmpty()) {
            part.heading("groups", telling.say("data." + entity)).entries(groups);
        }
    }

    private static Entry group(Telling telling, Group group) {
        return new Entry(
                "groups/" + group.id(),
                telling.in(group.text()),
                List.of(telling.words().sentence(telling.words().fields(group.fields()))));
    }

    private static void classes(Parts part, Telling telling) {
        List<Entry> special = new ArrayList<>();
        for (DataClass one : telling.profile().dataClasses()) {
            String text = telling.in(one.text());
            special.add(new Entry("dataClasses/" + one.id(), telling.words().heading(text), rules(telling, one)));
        }
        List<Line> limits = telling.profile().limits().stream()
                .map(limit -> telling.line(
                        "limits",
                        limit.atMost() == 1 ? "data.limit.one" : "data.limit.many",
                        telling.words().sentence(telling.in(limit.text())),
                        telling.words().fields(limit.of()),
                        telling.words().number(limit.atMost())))
                .toList();
        if (!special.isEmpty() || !limits.isEmpty()) {
            part.heading(special.isEmpty() ? "limits" : "data-classes", telling.say("data.special"))
                    .entries(special)
                    .bullets(limits);
        }
    }

    private static List<String> rules(Telling telling, DataClass one) {
        List<String> rules = new ArrayList<>();
        rules.add(telling.say("data.class.fields", telling.words().fields(one.fields())));
        String more = telling.words().beyondHeading(telling.in(one.text()));
        if (!more.isEmpty()) {
            rules.add(more);
        }
        if (!one.onward()) {
            rules.add(telling.say("data.class.stays"));
        }
        if (one.needs() != null) {
            String needed = one.needs();
            telling.profile().purposes().stream()
                    .filter(purpose -> purpose.id().equals(needed))
                    .forEach(purpose -> rules.add(
                            needed.equals(Telling.PROFILING)
                                    ? telling.say("data.class.needs.profiling")
                                    : telling.say("data.class.needs", telling.in(purpose.text()))));
        }
        if (one.profiling()) {
            rules.add(telling.say("data.class.profiling"));
        }
        return rules;
    }

    private static long people(Telling telling) {
        return telling.profile().groups().stream()
                .filter(group -> group.entity().equals("person"))
                .count();
    }
}
