package fi.rekisterihub.profile;

import fi.rekisterihub.Section;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a register keeps what. */
final class RetentionReader {

    static final List<String> ANCHORS = List.of(
            "last-contact", "contract-end", "obligation-end", "duty-end", "consent-end", "event-end", "collected");
    static final List<String> HOLDS = List.of("legal-duty", "dispute", "complaint", "collection");

    private RetentionReader() {}

    static List<RetentionRule> retention(Section root) {
        List<RetentionRule> rules = new ArrayList<>();
        for (Section rule : root.sections("retention")) {
            rule.only("what", "after", "at-least", "anchors", "holds", "text");
            @Nullable Period after = period(rule, "after");
            @Nullable Period atLeast = period(rule, "at-least");
            if (after == null && atLeast == null) {
                rule.problem("what", "This rule sets no time: give 'after', 'at-least' or both.");
            }
            rules.add(new RetentionRule(
                    rule.text("what"),
                    after,
                    atLeast,
                    List.copyOf(ReadWords.words(rule, "anchors", ANCHORS)),
                    List.copyOf(ReadWords.words(rule, "holds", HOLDS)),
                    ReadWords.texts(rule, "text")));
        }
        return rules;
    }

    private static @Nullable Period period(Section rule, String name) {
        return rule.has(name) ? rule.parsed(name, "P1Y", Periods::positive) : null;
    }
}
