package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.RecipientRule;
import java.util.ArrayList;
import java.util.List;

/** What a person may allow and forbid, and how to leave (GDPR articles 7(3), 21(2) and 21(4)). */
final class MarketingChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("permissions", telling.say("permissions"));
        List<String> purposes = telling.profile().permissions().stream()
                .map(PermissionRule::purpose)
                .distinct()
                .toList();
        if (purposes.isEmpty()) {
            return part.done();
        }
        part.entries(purposes.stream().map(purpose -> entry(telling, purpose)).toList());
        part.say("permissions", telling.say("permissions.stays"));
        if (purposes.contains(Telling.MARKETING)) {
            lists(part, telling);
            part.say(Telling.ENGINE, telling.say("permissions.death"));
            part.heading(from(Telling.MARKETING), telling.say("permissions.leave"));
            part.bullets(ways(telling));
        }
        List<String> senders = telling.profile().recipients().stream()
                .filter(recipient -> !recipient.role().equals("processor"))
                .map(RecipientRule::name)
                .toList();
        if (!senders.isEmpty()) {
            part.say(
                    "recipients",
                    telling.say("permissions.passed", telling.words().and(senders)));
        }
        return part.done();
    }

    private static Entry entry(Telling telling, String purpose) {
        List<PermissionRule> rules = telling.profile().permissions(purpose);
        List<String> said = new ArrayList<>();
        for (PermissionRule rule : rules) {
            String may = telling.say(may(rule));
            String channels = channels(telling, rule);
            said.add(
                    rules.size() == 1 || channels.isEmpty()
                            ? may
                            : telling.words().capital(channels) + ": "
                                    + telling.words().small(may));
        }
        if (rules.stream().anyMatch(rule -> !rule.optIn())) {
            said.add(telling.say(
                    switch (purpose) {
                        case Telling.MARKETING -> "permissions.without-reason";
                        case Telling.PROFILING -> "permissions.profiling";
                        default -> "permissions.any-time";
                    }));
        }
        List<String> all = rules.stream()
                .flatMap(rule -> rule.channels().stream())
                .filter(channel -> !channel.equals(Profile.NO_CHANNEL))
                .toList();
        if (!all.isEmpty()) {
            said.add(telling.say("permissions.channels", telling.words().terms("channel", all)));
        }
        List<String> topics = telling.profile().topics(purpose).stream()
                .map(topic -> telling.words().small(telling.in(topic.text())))
                .toList();
        if (!topics.isEmpty()) {
            said.add(telling.say("permissions.topics", telling.words().and(topics)));
        }
        return new Entry(from(purpose), name(telling, purpose), said);
    }

    /** Profiling is objected to, with a reason; the rest is forbidden without one. */
    private static String may(PermissionRule rule) {
        if (rule.optIn()) {
            return "permissions.opt-in";
        }
        return rule.purpose().equals(Telling.PROFILING) ? "permissions.opt-out.profiling" : "permissions.opt-out";
    }

    /** Nothing for what is no matter of channels. */
    private static String channels(Telling telling, PermissionRule rule) {
        return rule.channels().contains(Profile.NO_CHANNEL)
                ? ""
                : telling.words().terms("channel", rule.channels());
    }

    private static String name(Telling telling, String purpose) {
        return telling.profile().purposes().stream()
                .filter(known -> known.id().equals(purpose))
                .map(known -> telling.words().capital(telling.in(known.text())))
                .findFirst()
                .orElseGet(() -> telling.words().term("purpose", purpose));
    }

    /** Rule 6: whom the association's list protects is left alone. */
    private static void lists(Parts part, Telling telling) {
        Profile profile = telling.profile();
        for (SourceRule source : profile.sources()) {
            if (profile.optOutLists().contains(source.feed())) {
                part.say("opt-out-lists/" + source.feed(), telling.say("permissions.list", telling.in(source.text())));
            }
        }
    }

    private static List<Line> ways(Telling telling) {
        List<Line> ways = new ArrayList<>();
        String from = from(Telling.MARKETING);
        if (telling.profile().permission(Telling.MARKETING, "email").isPresent()) {
            ways.add(telling.line(from, "permissions.leave.link"));
            ways.add(telling.line(from, "permissions.leave.reply"));
        }
        ways.add(telling.line(
                "controller",
                "permissions.leave.contact",
                telling.profile().controller().contact()));
        if (telling.profile().requests().ways().contains("post")) {
            ways.add(telling.line("requests/ways/post", "permissions.leave.post"));
        }
        return ways;
    }

    private static String from(String purpose) {
        return "permissions/" + purpose;
    }
}
