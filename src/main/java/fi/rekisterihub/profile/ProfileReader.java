package fi.rekisterihub.profile;

import fi.rekisterihub.Finland;
import fi.rekisterihub.NearestWord;
import fi.rekisterihub.OperatorFile;
import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.Controller;
import fi.rekisterihub.profile.Profile.Group;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Purpose;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.Profile.Topic;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one profile file; what is wrong becomes a finding of the file. */
final class ProfileReader {

    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern TOPIC = Pattern.compile("newsletter:[a-z0-9]+(-[a-z0-9]+)*");
    private static final String[] BASES = {"contract", "legitimate-interest", "legal-obligation", "consent"};
    private static final String[] CHANNELS = {"email", "phone", "sms", "post"};
    private static final String[] KINDS = {"person", "steward", "own", "bought", "public", "list"};
    private static final String[] ANCHORS = {
        "last-contact", "contract-end", "obligation-end", "duty-end", "consent-end", "event-end", "collected"
    };

    private ProfileReader() {}

    /** Empty when the file is not readable as a profile at all; then it has findings. */
    static Optional<Profile> read(OperatorFile file, String fingerprint) {
        return file.root().map(root -> read(root, fingerprint));
    }

    private static Profile read(Section root, String fingerprint) {
        root.only(
                "id",
                "name",
                "controller",
                "language",
                "automated-decisions",
                "four-eyes",
                "purposes",
                "permissions",
                "groups",
                "sources",
                "recipients",
                "retention",
                "opt-out-lists");
        List<Purpose> purposes = purposes(root);
        List<Group> groups = groups(root);
        if (groups.isEmpty()) {
            root.problem("groups", "A register needs at least one group with the fields that it may hold.");
        }
        List<SourceRule> sources = sources(root);
        return new Profile(
                root.text("id"),
                texts(root, "name"),
                controller(root),
                root.oneOf("language", "fi", "fi", "sv", "en"),
                root.parsed("automated-decisions", "false", ProfileReader::yesOrNo),
                fourEyes(root),
                purposes,
                permissions(root, purposes),
                groups,
                sources,
                recipients(root, groups),
                retention(root),
                optOutLists(root, sources),
                fingerprint);
    }

    private static Controller controller(Section root) {
        return root.section("controller")
                .map(section -> section.only("name", "business-id", "contact"))
                .map(section ->
                        new Controller(section.text("name"), section.text("business-id"), section.text("contact")))
                .orElseGet(() -> new Controller(root.text("controller"), "", ""));
    }

    private static List<Purpose> purposes(Section root) {
        return root.sections("purposes").stream()
                .map(purpose -> purpose.only("id", "basis", "text"))
                .map(purpose ->
                        new Purpose(purpose.text("id"), purpose.oneOf("basis", "", BASES), texts(purpose, "text")))
                .toList();
    }

    private static List<PermissionRule> permissions(Section root, List<Purpose> purposes) {
        List<String> known = purposes.stream().map(Purpose::id).toList();
        List<PermissionRule> rules = new ArrayList<>();
        for (Section rule : root.sections("permissions")) {
            rule.only("purpose", "channels", "default", "topics");
            String purpose = rule.text("purpose");
            if (!known.contains(purpose)) {
                rule.problem("purpose", "The profile has no purpose '%s'; add it under purposes.".formatted(purpose));
            }
            boolean optIn = rule.oneOf("default", "", "opt-in", "opt-out").equals("opt-in");
            rules.add(new PermissionRule(purpose, words(rule, "channels", CHANNELS), optIn, topics(rule, purpose)));
        }
        return rules;
    }

    /** M2: a permission for each newsletter, all of them within direct marketing. */
    private static List<Topic> topics(Section rule, String purpose) {
        List<Topic> topics = new ArrayList<>();
        for (Section topic : rule.sections("topics")) {
            topic.only("id", "text");
            String id = topic.text("id");
            if (!id.isEmpty() && !TOPIC.matcher(id).matches()) {
                topic.problem("id", "'%s' is no topic; write it like 'newsletter:safety'.".formatted(id));
            }
            if (topics.stream().anyMatch(other -> other.id().equals(id))) {
                topic.problem("id", "The topic '%s' stands here twice.".formatted(id));
            }
            topics.add(new Topic(id, texts(topic, "text")));
        }
        if (!topics.isEmpty() && !purpose.equals("direct-marketing")) {
            rule.problem("topics", "Newsletters are direct marketing; move the topics to that purpose.");
        }
        return List.copyOf(topics);
    }

    private static List<Group> groups(Section root) {
        List<Group> groups = new ArrayList<>();
        for (Section group : root.sections("groups")) {
            group.only("id", "entity", "text", "fields");
            groups.add(new Group(
                    group.text("id"),
                    group.oneOf("entity", "", "person", "company"),
                    texts(group, "text"),
                    fields(group, "fields", null)));
        }
        return groups;
    }

    private static List<SourceRule> sources(Section root) {
        return root.sections("sources").stream()
                .map(source -> source.only("feed", "kind", "text"))
                .map(source ->
                        new SourceRule(source.text("feed"), source.oneOf("kind", "", KINDS), texts(source, "text")))
                .toList();
    }

    private static List<RecipientRule> recipients(Section root, List<Group> groups) {
        List<RecipientRule> recipients = new ArrayList<>();
        for (Section recipient : root.sections("recipients")) {
            recipient.only(
                    "id",
                    "name",
                    "purpose",
                    "route",
                    "role",
                    "country",
                    "basis",
                    "basis-from",
                    "company-fields",
                    "person-fields");
            @Nullable
            LocalDate from = recipient
                    .optionalText("basis-from")
                    .map(text -> recipient.parsed("basis-from", "2018-05-25", LocalDate::parse))
                    .orElse(null);
            RecipientRule rule = new RecipientRule(
                    recipient.text("id"),
                    recipient.text("name"),
                    texts(recipient, "purpose"),
                    recipient.optionalText("route").orElse(""),
                    recipient.oneOf("role", "processor", "processor", "provider", "keeper"),
                    recipient.text("country"),
                    recipient.optionalText("basis").orElse(null),
                    from,
                    fields(recipient, "company-fields", held(groups, "company")),
                    fields(recipient, "person-fields", held(groups, "person")));
            checkTransfer(recipient, rule);
            recipients.add(rule);
        }
        return recipients;
    }

    /** SA5, F5, SM3: a transfer outside the EU and EEA stands on a ground that is valid today, or not at all. */
    private static void checkTransfer(Section section, RecipientRule rule) {
        if (rule.permitted(Finland.today())) {
            return;
        }
        if ("privacy-shield".equals(rule.basis())) {
            section.problem(
                    "basis",
                    "The Privacy Shield fell on 16 July 2020 (C-311/18); state today's basis, such as adequacy or standard-clauses.");
        } else {
            section.problem(
                    "country",
                    "'%s' lies outside the EU and EEA: give 'basis' (adequacy, standard-clauses) and 'basis-from'."
                            .formatted(rule.country()));
        }
    }

    private static List<RetentionRule> retention(Section root) {
        List<RetentionRule> rules = new ArrayList<>();
        for (Section rule : root.sections("retention")) {
            rule.only("what", "after", "anchors", "text");
            rules.add(new RetentionRule(
                    rule.text("what"),
                    rule.parsed("after", "P1Y", Period::parse),
                    List.copyOf(words(rule, "anchors", ANCHORS)),
                    texts(rule, "text")));
        }
        return rules;
    }

    private static List<String> optOutLists(Section root, List<SourceRule> sources) {
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

    private static Set<FourEyes> fourEyes(Section root) {
        List<String> known =
                Arrays.stream(FourEyes.values()).map(FourEyes::word).toList();
        List<String> words = root.texts("four-eyes");
        Set<FourEyes> acts = EnumSet.noneOf(FourEyes.class);
        for (int i = 0; i < words.size(); i++) {
            int act = known.indexOf(words.get(i));
            if (act < 0) {
                root.problemAt(
                        "four-eyes",
                        i,
                        "'%s' is no act that a second person confirms%s"
                                .formatted(words.get(i), NearestWord.hint(words.get(i), known)));
            } else {
                acts.add(FourEyes.values()[act]);
            }
        }
        return acts;
    }

    private static Set<String> held(List<Group> groups, String entity) {
        Set<String> held = new LinkedHashSet<>();
        groups.stream().filter(group -> group.entity().equals(entity)).forEach(group -> held.addAll(group.fields()));
        return held;
    }

    private static Set<String> fields(Section section, String name, @Nullable Set<String> allowed) {
        List<String> fields = section.texts(name);
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (!FIELD.matcher(field).matches()) {
                section.problemAt(name, i, "'%s' is no field name; write it like 'postalCode'.".formatted(field));
            } else if (allowed != null && !allowed.contains(field)) {
                section.problemAt(
                        name, i, "No group of this register holds '%s', so nobody can receive it.".formatted(field));
            }
        }
        return new LinkedHashSet<>(fields);
    }

    private static Set<String> words(Section section, String name, String... known) {
        List<String> words = section.texts(name);
        for (int i = 0; i < words.size(); i++) {
            if (!List.of(known).contains(words.get(i))) {
                section.problemAt(
                        name,
                        i,
                        "unknown '%s'%s".formatted(words.get(i), NearestWord.hint(words.get(i), List.of(known))));
            }
        }
        return new LinkedHashSet<>(words);
    }

    private static Texts texts(Section section, String name) {
        return section.section(name)
                .map(texts -> texts.only("fi", "sv", "en"))
                .map(texts -> new Texts(texts.text("fi"), texts.text("sv"), texts.text("en")))
                .orElseGet(() -> {
                    section.text(name);
                    return new Texts("", "", "");
                });
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("write true or false");
        };
    }
}
