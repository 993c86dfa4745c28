package fi.rekisterihub.mapping;

import fi.rekisterihub.NearestWord;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.ProfileFolder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one mapping table and checks its targets against the profiles that take the feed. */
final class MappingReader {

    private static final String[] ROLE = {"businessId", "duty"};

    private MappingReader() {}

    static Optional<Mapping> read(OperatorFile file, ProfileFolder profiles, String version, Codes codes) {
        return file.root().map(root -> read(root, profiles, version, codes));
    }

    private static Mapping read(Section root, ProfileFolder profiles, String version, Codes codes) {
        root.only(
                "feed",
                "reads",
                "each",
                "record",
                "description",
                "content",
                "key",
                "only",
                "fields",
                "company",
                "person",
                "clock",
                "clear",
                "brake",
                "absent",
                "keep",
                "forget",
                "list",
                "hook");
        String feed = root.text("feed");
        RecordKind kind = RecordKind.valueOf(root.oneOf("record", "", "company", "person", "optout", "permission")
                .toUpperCase(Locale.ROOT));
        Map<String, Expression> fields = expressions(root, "fields", allowed(feed, kind, profiles), codes);
        if (fields.isEmpty()) {
            root.problem("fields", "'fields' needs at least one line 'target: expression'.");
        }
        ContentFormat content = ContentReader.read(root);
        return new Mapping(
                feed,
                kind,
                content,
                new Parts(
                        root.optionalText("reads").orElse(feed),
                        root.has("each") ? root.parsed("each", "[]", text -> Expression.of(text, codes)) : null),
                root.parsed("key", "$string(key)", text -> Expression.of(text, codes)),
                root.has("only") ? root.parsed("only", "true", text -> Expression.of(text, codes)) : null,
                fields,
                root.has("company") ? expressions(root, "company", Set.of(ROLE), codes) : Map.of(),
                root.has("person") ? expressions(root, "person", Observation.PERSON, codes) : Map.of(),
                clock(root, kind, codes),
                clear(root, fields.keySet()),
                limits(root),
                absent(root, kind, content),
                version,
                root.has("keep") ? root.parsed("keep", "90d", MappingReader::days) : null,
                forget(root, content),
                ListReader.read(root, kind, content, fields.keySet()),
                HookReader.read(root, kind, feed));
    }

    /** A part has a name only where there are names for parts at whatever depth. */
    private static Set<String> forget(Section root, ContentFormat content) {
        List<String> parts = root.texts("forget");
        if (!parts.isEmpty() && !(content instanceof ContentFormat.Json || content instanceof ContentFormat.Xml)) {
            root.problem("forget", "parts can be left out of JSON and XML only.");
        }
        return Set.copyOf(parts);
    }

    static Duration days(String text) {
        if (!text.matches("[1-9]\\d{0,4}d")) {
            throw new IllegalArgumentException("it is no number of days; write 30d.");
        }
        return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private static RunLimits limits(Section root) {
        return root.section("brake")
                .map(section -> section.only("changes", "fall"))
                .map(section -> new RunLimits(
                        section.has("changes")
                                ? section.parsed("changes", "5 %", RunLimits::share)
                                : RunLimits.USUAL.changes(),
                        section.has("fall") ? section.parsed("fall", "2 %", RunLimits::share) : RunLimits.USUAL.fall()))
                .orElse(RunLimits.USUAL);
    }

    private static AbsentRule absent(Section root, RecordKind kind, ContentFormat content) {
        if (root.has("absent")) {
            if (kind != RecordKind.COMPANY && kind != RecordKind.PERSON) {
                root.problem(
                        "absent", "'absent' is for companies and persons; an opt-out list ends what it has no more.");
            } else if (content instanceof ContentFormat.Population) {
                root.problem(
                        "absent",
                        "'absent' is for whole lists; the population register sends changes, which say nothing of who is"
                                + " not among them.");
            } else if (!content.full()) {
                root.problem(
                        "absent",
                        "'absent' needs 'full: true' under 'content': only in a whole list does it say anything that"
                                + " somebody is missing.");
            }
        }
        return AbsentRule.valueOf(
                root.oneOf("absent", "keep", "keep", "review", "end").toUpperCase(Locale.ROOT));
    }

    private static Set<String> allowed(String feed, RecordKind kind, ProfileFolder profiles) {
        if (!kind.targets().isEmpty()) {
            return kind.targets();
        }
        if (!profiles.closed().isEmpty()) {
            // A profile that cannot be read may well hold the field: its own finding is enough.
            return Set.of();
        }
        Set<String> allowed = new TreeSet<>();
        profiles.profiles().values().stream()
                .filter(profile -> profile.source(feed).isPresent())
                .forEach(profile -> allowed.addAll(profile.fieldsFrom(feed, kind.word())));
        return allowed;
    }

    private static Map<String, Expression> expressions(Section root, String name, Set<String> allowed, Codes codes) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        root.section(name).ifPresent(section -> section.names().forEach(target -> {
            if (!allowed.isEmpty() && !allowed.contains(target)) {
                section.problem(
                        target,
                        "no register that takes this feed holds '%s'%s"
                                .formatted(target, NearestWord.hint(target, allowed)));
            }
            expressions.put(target, section.parsed(target, "nothing", text -> Expression.of(text, codes)));
        }));
        return expressions;
    }

    private static Map<String, Expression> clock(Section root, RecordKind kind, Codes codes) {
        if (!root.has("clock")) {
            return Map.of();
        }
        if (kind != RecordKind.PERSON) {
            root.problem("clock", "'clock' is for persons: it says from which days their data is kept.");
        }
        return expressions(root, "clock", ClockTargets.NAMES, codes);
    }

    private static Set<String> clear(Section root, Set<String> fields) {
        List<String> clear = root.texts("clear");
        for (int i = 0; i < clear.size(); i++) {
            if (!fields.contains(clear.get(i))) {
                root.problemAt(
                        "clear",
                        i,
                        "'%s' is not among the fields of this table%s"
                                .formatted(clear.get(i), NearestWord.hint(clear.get(i), fields)));
            }
        }
        return new LinkedHashSet<>(clear);
    }
}
