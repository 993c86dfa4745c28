package fi.rekisterihub.description;

import fi.rekisterihub.profile.RetentionRule;
import java.util.ArrayList;
import java.util.List;

/** A retention rule in words, as the engine runs it: when it ends, never before when, and what stops it. */
final class ClockWords {

    /** These may last: as long as one does, the clock stands. */
    private static final List<String> LASTING =
            List.of("contract-end", "obligation-end", "duty-end", "consent-end", "event-end");

    private final Wording words;

    ClockWords(Wording words) {
        this.words = words;
    }

    String of(RetentionRule rule) {
        List<String> said = new ArrayList<>();
        List<String> anchors = rule.anchors().isEmpty() ? List.of("collected") : rule.anchors();
        if (rule.after() != null) {
            said.add(start(anchors, "retention.ends", words.period(rule.after())));
        }
        if (rule.atLeast() != null && rule.atLeast().equals(rule.after())) {
            said.add(words.say("retention.not-before"));
        } else if (rule.atLeast() != null) {
            said.add(start(anchors, "retention.at-least", words.period(rule.atLeast())));
        }
        List<String> lasting = anchors.stream()
                .filter(LASTING::contains)
                .map(anchor -> words.say("retention.lasting." + anchor))
                .toList();
        if (!lasting.isEmpty()) {
            said.add(words.say("retention.stands", words.or(lasting)));
        }
        if (!rule.holds().isEmpty()) {
            said.add(words.say(
                    "retention.holds",
                    words.or(rule.holds().stream()
                            .map(hold -> words.say("retention.hold." + hold))
                            .toList())));
        }
        return String.join(" ", said);
    }

    private String start(List<String> anchors, String key, String period) {
        return anchors.size() == 1
                ? words.say(key, period, words.say("retention.since." + anchors.get(0)))
                : words.say(
                        key + ".latest",
                        period,
                        words.and(anchors.stream()
                                .map(anchor -> words.say("retention.anchor." + anchor))
                                .toList()));
    }
}
