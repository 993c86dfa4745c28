package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the data come from, and whose word counts most (GDPR article 14(2)(f)). */
final class SourcesChapter implements Chapter {

    /** The names of the others say it themselves: the person's own notice, the controller's staff or system. */
    private static final Set<String> KIND_SAID = Set.of("bought", "public");

    @Override
    public List<Part> write(Telling telling) {
        List<SourceRule> told = telling.profile().sources().stream()
                .filter(source -> !source.kind().equals("list"))
                .toList();
        Parts part = new Parts("sources", telling.say("sources"));
        if (told.isEmpty()) {
            return part.done();
        }
        List<Line> lines = lines(telling, told);
        part.say("sources", telling.say(lines.size() == 1 ? "sources.only" : "sources.intro"));
        if (lines.size() == 1) {
            part.bullets(lines);
        } else {
            part.numbered(lines).say("sources", telling.say("sources.order"));
        }
        if (lines.size() > 1 && ownWordOutranksOthers(told)) {
            part.say("sources", telling.say("sources.own"));
        }
        prohibitions(part, telling);
        return part.done();
    }

    /** Lists and providers fill no field, but tell of whom nobody may contact. */
    private static void prohibitions(Parts part, Telling telling) {
        List<String> lists = telling.profile().optOutLists();
        boolean providers = !telling.providers().isEmpty();
        if (!lists.isEmpty()) {
            part.say(
                    "opt-out-lists/" + lists.get(0),
                    telling.say(providers ? "sources.prohibitions" : "sources.prohibitions.list"));
        } else if (providers) {
            part.say("recipients", telling.say("sources.prohibitions.provider"));
        }
    }

    /** SA2: what the person says stands above everything bought and public; said only where the order is so. */
    private static boolean ownWordOutranksOthers(List<SourceRule> sources) {
        List<String> kinds = sources.stream().map(SourceRule::kind).toList();
        int last = kinds.lastIndexOf("person");
        return last >= 0
                && kinds.subList(0, last).stream().noneMatch(List.of("bought", "public")::contains)
                && kinds.subList(last, kinds.size()).stream().anyMatch(List.of("bought", "public")::contains);
    }

    /** Feeds of which the same is said are one source to the reader, at the place of the first. */
    private static List<Line> lines(Telling telling, List<SourceRule> sources) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (SourceRule source : sources) {
            String said = sentence(telling, source);
            lines.putIfAbsent(said, new Line("sources/" + source.feed(), said));
        }
        return new ArrayList<>(lines.values());
    }

    private static String sentence(Telling telling, SourceRule source) {
        String name = telling.words().capital(telling.in(source.text()));
        if (telling.record()) {
            String kind = telling.say("sources.kind." + source.kind());
            return telling.say("sources.one.record", name, kind, source.feed(), groups(telling, source));
        }
        String named = KIND_SAID.contains(source.kind())
                ? telling.say("sources.one", name, telling.say("sources.kind." + source.kind()))
                : telling.say("sources.one.plain", name);
        return fillsAll(telling.profile(), source)
                ? named
                : named + " " + telling.say("sources.one.groups", groups(telling, source));
    }

    private static boolean fillsAll(Profile profile, SourceRule source) {
        Set<String> all = profile.groups().stream().map(Group::id).collect(Collectors.toSet());
        return source.groups().isEmpty() || source.groups().containsAll(all);
    }

    /** All groups of a kind are named by the kind, the others each by its name. */
    private static String groups(Telling telling, SourceRule source) {
        List<String> names = new ArrayList<>();
        for (String entity : List.of("company", "person")) {
            List<Group> all = telling.profile().groups().stream()
                    .filter(group -> group.entity().equals(entity))
                    .toList();
            List<String> filled = all.stream()
                    .filter(group -> source.groups().contains(group.id()))
                    .map(group -> telling.words().small(telling.in(group.text())))
                    .toList();
            if (!filled.isEmpty() && filled.size() == all.size()) {
                names.add(telling.say("sources.all." + entity));
            } else {
                names.addAll(filled);
            }
        }
        return telling.words().and(names);
    }
}
