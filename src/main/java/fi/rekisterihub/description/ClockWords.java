package fi.rekisterihub.description;

import fi.rekisterihub.profile.RetentionRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A retention rule in words, as the engine runs it: when it ends, never before when, and what puts it off. */
final class ClockWords {

    /** These may last: as long as one does, the clock stands. */
    private static final List<String> LASTING =
            List.of("contract-end", "obligation-end", "duty-end", "consent-end", "event-end");

    private static final List<String> HOLDS = List.of("legal-duty", "dispute", "complaint", "collection");

    /** A mail goes when it has been dealt with, at the latest after its time; one that waits for a person stays. */
    private static final List<String> MAILS = List.of("stored-mails", "recorded-message");

    private final Wording words;

    ClockWords(Wording words) {
        this.words = words;
    }

    String of(RetentionRule rule) {
        List<String> said = new ArrayList<>();
        List<String> anchors = rule.anchors().isEmpty() ? List.of("collected") : rule.anchors();
        if (rule.after() != null && MAILS.contains(rule.what())) {
            said.add(words.say("retention.mails", words.period(rule.after())));
        } else if (rule.after() != null) {
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
        return String.join(" ", said);
    }

    /** What puts the erasing of a group off: any hold on the person, whatever the rules name, and any restriction. */
    String heldGroups() {
        return held("retention.holds.groups", HOLDS);
    }

    /** A class of data gives way only to the holds that its rules name, and is not erased while it is restricted. */
    String held(List<RetentionRule> rules) {
        return held(
                "retention.holds",
                rules.stream().flatMap(rule -> rule.holds().stream()).toList());
    }

    private String held(String key, List<String> named) {
        Set<String> holds = new LinkedHashSet<>(named);
        holds.add("restriction");
        return words.say(
                key,
                words.or(holds.stream()
                        .map(hold -> words.say("retention.hold." + hold))
                        .toList()));
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
