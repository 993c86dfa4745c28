package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.Purpose;
import fi.rekisterihub.profile.Profile.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a register is for, and which of it a person may allow or forbid. */
final class PurposesReader {

    private static final Pattern TOPIC = Pattern.compile("newsletter:[a-z0-9]+(-[a-z0-9]+)*");
    static final List<String> BASES = List.of("contract", "legitimate-interest", "legal-obligation", "consent");
    /** By which people can be reached. */
    static final List<String> CONTACT_CHANNELS = List.of("email", "phone", "sms", "post");

    static final List<String> CHANNELS = Stream.concat(CONTACT_CHANNELS.stream(), Stream.of(Profile.NO_CHANNEL))
            .toList();

    private PurposesReader() {}

    static List<Purpose> purposes(Section root) {
        return root.sections("purposes").stream()
                .map(purpose -> purpose.only("id", "basis", "text"))
                .map(purpose -> new Purpose(
                        purpose.text("id"),
                        ReadWords.oneOf(purpose, "basis", "", BASES),
                        ReadWords.texts(purpose, "text")))
                .toList();
    }

    static List<PermissionRule> permissions(Section root, List<Purpose> purposes) {
        List<String> known = purposes.stream().map(Purpose::id).toList();
        List<PermissionRule> rules = new ArrayList<>();
        for (Section rule : root.sections("permissions")) {
            rule.only("purpose", "channels", "default", "topics");
            String purpose = rule.text("purpose");
            if (!known.contains(purpose)) {
                rule.problem("purpose", "The profile has no purpose '%s'; add it under purposes.".formatted(purpose));
            }
            boolean optIn = rule.oneOf("default", "", "opt-in", "opt-out").equals("opt-in");
            Set<String> channels = ReadWords.words(rule, "channels", CHANNELS);
            if (channels.isEmpty() || channels.contains(Profile.NO_CHANNEL) && channels.size() > 1) {
                rule.problem(
                        "channels",
                        "Name the channels, or '*' alone for a purpose for which nobody is contacted, such as profiling.");
            }
            if (rules.stream()
                    .filter(other -> other.purpose().equals(purpose))
                    .anyMatch(other -> other.channels().contains(Profile.NO_CHANNEL)
                            || channels.contains(Profile.NO_CHANNEL)
                            || !Collections.disjoint(other.channels(), channels))) {
                rule.problem("purpose", "The purpose '%s' has a rule for such a channel already.".formatted(purpose));
            }
            rules.add(new PermissionRule(purpose, channels, optIn, topics(rule, purpose)));
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
            topics.add(new Topic(id, ReadWords.texts(topic, "text")));
        }
        if (!topics.isEmpty() && !purpose.equals("direct-marketing")) {
            rule.problem("topics", "Newsletters are direct marketing; move the topics to that purpose.");
        }
        return List.copyOf(topics);
    }
}
