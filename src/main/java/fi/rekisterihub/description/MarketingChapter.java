package fi.rekisterihub.description;

import fi.rekisterihub.description.Block.Entry;
import fi.rekisterihub.description.Block.Line;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profile.PermissionRule;
import fi.rekisterihub.profile.Profile.SourceRule;
import fi.rekisterihub.profile.RecipientRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person may allow and forbid, and how to leave (GDPR articles 7(3), 21(2) and 21(4)). */
final class MarketingChapter implements Chapter {

    @Override
    public List<Part> write(Telling telling) {
        Parts part = new Parts("permissions", telling.say("permissions"));
        List<PermissionRule> rules = telling.profile().permissions();
        if (rules.isEmpty()) {
            return part.done();
        }
        part.entries(rules.stream().map(rule -> entry(telling, rule)).toList());
        part.say("permissions", telling.say("permissions.stays"));
        lists(part, telling);
        marketing(telling).ifPresent(rule -> {
            part.heading(from(rule), telling.say("permissions.leave"));
            part.bullets(ways(telling, rule));
        });
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

    private static Entry entry(Telling telling, PermissionRule rule) {
        List<String> said = new ArrayList<>();
        said.add(telling.say(rule.optIn() ? "permissions.opt-in" : "permissions.opt-out"));
        if (!rule.optIn() && !rule.purpose().equals(Telling.PROFILING)) {
            said.add(telling.say(
                    rule.purpose().equals(Telling.MARKETING) ? "permissions.without-reason" : "permissions.any-time"));
        }
        if (!rule.channels().isEmpty()) {
            said.add(telling.say("permissions.channels", telling.words().terms("channel", rule.channels())));
        }
        if (!rule.topics().isEmpty()) {
            said.add(telling.say(
                    "permissions.topics",
                    telling.words()
                            .and(rule.topics().stream()
                                    .map(topic -> telling.words().small(telling.in(topic.text())))
                                    .toList())));
        }
        return new Entry(from(rule), name(telling, rule.purpose()), said);
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

    private static Optional<PermissionRule> marketing(Telling telling) {
        return telling.profile().permission(Telling.MARKETING);
    }

    private static List<Line> ways(Telling telling, PermissionRule rule) {
        List<Line> ways = new ArrayList<>();
        if (rule.channels().isEmpty() || rule.channels().contains("email")) {
            ways.add(telling.line(from(rule), "permissions.leave.link"));
            ways.add(telling.line(from(rule), "permissions.leave.reply"));
        }
        ways.add(telling.line(
                "controller",
                "permissions.leave.contact",
                telling.profile().controller().contact()));
        return ways;
    }

    private static String from(PermissionRule rule) {
        return "permissions/" + rule.purpose();
    }
}
