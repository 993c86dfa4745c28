package fi.rekisterihub.console;

import fi.rekisterihub.intake.RunCounts;
import fi.rekisterihub.intake.RunReasons;
import fi.rekisterihub.intake.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a run did, in sentences that somebody reads who has never heard of rows. */
@Component
class RunStory {

    private static final Set<String> ADDRESS = Set.of("street", "postalCode", "city", "country");

    private static final Set<String> TOLD_AS_THEY_ARE = Set.of("absent", "conflict", "kept-out");

    private final Words words;
    private final RunReasons reasons;

    RunStory(Words words, RunReasons reasons) {
        this.words = words;
        this.reasons = reasons;
    }

    /** In the reader's language, the weightiest first; empty for a run that has not ended. */
    List<String> of(RunView run) {
        List<String> told = new ArrayList<>();
        if (run.active()) {
            return told;
        }
        changes(run.effects(), told);
        RunCounts counts = run.counts();
        List<RunReasons.Reason> why = reasons.of(run.id(), run.effects());
        because(told, "review", counts.review(), why);
        because(told, "refused", counts.refused(), why);
        because(told, "parked", counts.parked(), why);
        add(told, "absent", counts.absent());
        add(told, "dropped", counts.droppedFields());
        add(told, "unchanged", counts.unchanged());
        if (told.isEmpty()) {
            told.add(words.text("story.nothing"));
        }
        return told;
    }

    /** What a run would do, from the numbers of its preview. */
    List<String> ofPreview(Map<String, Object> preview) {
        List<String> told = new ArrayList<>();
        changes(numbers(preview.get("effects")), told);
        Map<String, Long> counts = numbers(preview.get("counts"));
        for (String outcome : List.of("review", "refused", "parked", "unchanged")) {
            add(told, outcome, counts.getOrDefault(outcome, 0L));
        }
        if (told.isEmpty()) {
            told.add(words.text("rerun.nothing"));
        }
        return told;
    }

    private static Map<String, Long> numbers(@Nullable Object counted) {
        Map<String, Long> numbers = new TreeMap<>();
        if (counted instanceof Map<?, ?> map) {
            map.forEach((name, number) -> {
                if (number instanceof Number count) {
                    // Outcomes are named in capitals, effects as the run names them.
                    String key = name instanceof Enum<?> outcome
                            ? outcome.name().toLowerCase(Locale.ROOT)
                            : String.valueOf(name);
                    numbers.put(key, count.longValue());
                }
            });
        }
        return numbers;
    }

    /** The same as plain text, with a head that says which run it was. */
    String text(RunView run) {
        StringBuilder text = new StringBuilder();
        text.append(words.text(
                        "story.head",
                        String.valueOf(run.id()),
                        words.term("feed", run.feed()),
                        words.term("register", run.registerId()),
                        words.when(run.finishedAt() == null ? run.queuedAt() : run.finishedAt())))
                .append('\n');
        of(run).forEach(sentence -> text.append("* ").append(sentence).append('\n'));
        return text.toString();
    }

    private void changes(Map<String, Long> effects, List<String> told) {
        Map<String, Long> addresses = new TreeMap<>();
        for (Map.Entry<String, Long> effect : new TreeMap<>(effects).entrySet()) {
            String[] parts = effect.getKey().split("\\.", 2);
            String what = parts.length == 2 ? parts[1] : "";
            if (what.equals("new") || what.equals("named")) {
                told.add(0, sentence(effect.getKey(), effect.getValue()));
            } else if (parts[0].equals("optout")) {
                told.add(optOut(what, effect.getValue()));
            } else if (ADDRESS.contains(what)) {
                addresses.merge(parts[0], effect.getValue(), Math::max);
            } else if (parts[0].equals("person") || parts[0].equals("company")) {
                told.add(words.text(
                        "story." + parts[0] + ".field",
                        effect.getValue(),
                        words.number(effect.getValue()),
                        words.term("field", what)));
            } else if (TOLD_AS_THEY_ARE.contains(parts[0])) {
                told.add(sentence(effect.getKey(), effect.getValue()));
            }
        }
        addresses.forEach((kind, number) -> told.add(sentence(kind + ".address", number)));
    }

    /** @param what as {@code new.phone} or {@code changed.post} */
    private String optOut(String what, long number) {
        String[] parts = what.split("\\.", 2);
        return words.text(
                "story.optout." + parts[0],
                number,
                words.number(number),
                words.term("channel", parts.length == 2 ? parts[1] : "*"));
    }

    private void because(List<String> told, String outcome, long number, List<RunReasons.Reason> why) {
        add(told, outcome, number);
        why.stream()
                .filter(reason -> number > 0 && reason.outcome().equals(outcome))
                .forEach(
                        reason -> told.add(words.text("story.because", words.number(reason.rows()), sentence(reason))));
    }

    private String sentence(RunReasons.Reason reason) {
        String detail = reason.detail() == null ? "" : words.term("feed", reason.detail());
        String said = reason.in(words.language(), detail);
        return reason.field() == null ? said : words.term("field", reason.field()) + ": " + said;
    }

    private void add(List<String> told, String what, long number) {
        if (number > 0) {
            told.add(sentence(what, number));
        }
    }

    private String sentence(String what, long number) {
        return words.text("story." + what, number, words.number(number));
    }
}
