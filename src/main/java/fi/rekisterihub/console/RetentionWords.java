package fi.rekisterihub.console;

import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes rules and clocks in the reader's language; templates know it as {@code retentionWords}. */
@Component
class RetentionWords {

    private final Words words;

    RetentionWords(Words words) {
        this.words = words;
    }

    /** 3 v, 26 kk, 1 v 6 kk 2 pv. */
    public String period(Period time) {
        List<String> parts = new ArrayList<>();
        part(parts, "years", time.getYears());
        part(parts, "months", time.getMonths());
        part(parts, "days", time.getDays());
        return String.join(" ", parts);
    }

    public String anchors(Collection<String> anchors) {
        return named("anchor", anchors);
    }

    public String holds(Collection<String> holds) {
        return named("hold", holds);
    }

    /** Anchors or holds that stand in one text with commas. */
    public String named(String kind, @Nullable String text) {
        return text == null ? "–" : named(kind, Arrays.asList(text.split(",")));
    }

    private String named(String kind, Collection<String> all) {
        return all.stream().map(one -> words.term("retention." + kind, one)).collect(Collectors.joining(", "));
    }

    private void part(List<String> parts, String unit, int number) {
        if (number > 0) {
            parts.add(words.text("retention.period." + unit, number));
        }
    }
}
