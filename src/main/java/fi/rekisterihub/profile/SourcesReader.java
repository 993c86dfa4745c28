package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.SourceRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a register's data may come from, and which opt-out lists bind it. */
final class SourcesReader {

    static final List<String> KINDS = List.of("person", "steward", "own", "bought", "public", "list");

    private SourcesReader() {}

    static List<SourceRule> sources(Section root, List<Group> groups) {
        List<SourceRule> sources = new ArrayList<>();
        for (Section source : root.sections("sources")) {
            source.only("feed", "kind", "groups", "text");
            String feed = source.text("feed");
            if (sources.stream().anyMatch(other -> other.feed().equals(feed))) {
                source.problem("feed", "The source '%s' stands here twice; only one rank can hold.".formatted(feed));
            }
            String kind = ReadWords.oneOf(source, "kind", "", KINDS);
            sources.add(new SourceRule(feed, kind, filled(source, kind, groups), ReadWords.texts(source, "text")));
        }
        return List.copyOf(sources);
    }

    private static Set<String> filled(Section source, String kind, List<Group> groups) {
        List<String> all = groups.stream().map(Group::id).toList();
        if (kind.equals("list")) {
            if (source.has("groups")) {
                source.problem("groups", "A list tells who must be left alone and fills no group; leave this out.");
            }
            return Set.of();
        }
        return source.has("groups") ? ReadWords.words(source, "groups", all) : new LinkedHashSet<>(all);
    }

    static List<String> optOutLists(Section root, List<SourceRule> sources) {
        List<String> lists = root.texts("opt-out-lists");
        for (int i = 0; i < lists.size(); i++) {
            String list = lists.get(i);
            if (sources.stream()
                    .noneMatch(source ->
                            source.feed().equals(list) && source.kind().equals("list"))) {
                root.problemAt(
                        "opt-out-lists",
                        i,
                        "'%s' is not among sources with kind 'list'; add it there.".formatted(list));
            }
        }
        return lists;
    }
}
