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
        return part.done();
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
        String kind = telling.say("sources.kind." + source.kind());
        return telling.record()
                ? telling.say("sources.one.record", name, kind, source.feed(), groups(telling, source))
                : fillsAll(telling.profile(), source)
                        ? telling.say("sources.one", name, kind)
                        : telling.say("sources.one.groups", name, kind, groups(telling, source));
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
