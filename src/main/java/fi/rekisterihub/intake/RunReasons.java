package fi.rekisterihub.intake;

import fi.rekisterihub.KeptSentences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a run refused, asked a person about or parked what it did: one reason a line, the most frequent first. */
@Component
public final class RunReasons {

    /** More kinds of faults than these are looked at among the parked rows themselves. */
    private static final int MOST = 10;

    private static final String PARKED = """
            select field, reason, count(*) as rows from parked where run_id = :run
             group by field, reason order by rows desc, reason limit %d
            """.formatted(MOST);

    private final JdbcClient jdbc;

    RunReasons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param effects of the run, where {@code refused.<rule>} and {@code review.<reason>} are counted */
    public List<Reason> of(long run, Map<String, Long> effects) {
        List<Reason> reasons = new ArrayList<>();
        for (String outcome : List.of("refused", "review")) {
            effects.entrySet().stream()
                    .filter(effect -> effect.getKey().startsWith(outcome + "."))
                    .map(effect -> judged(outcome, effect.getKey().substring(outcome.length() + 1), effect.getValue()))
                    .sorted(Comparator.comparingLong(Reason::rows).reversed().thenComparing(Reason::code))
                    .forEach(reasons::add);
        }
        reasons.addAll(jdbc.sql(PARKED)
                .param("run", run)
                .query((row, n) -> parked(row.getString("field"), row.getString("reason"), row.getLong("rows")))
                .list());
        return reasons;
    }

    private static Reason judged(String outcome, String rule, long rows) {
        String[] parts = rule.split(":", 2);
        return new Reason(
                outcome,
                parts[0],
                parts.length == 2 ? parts[1] : null,
                null,
                KeptSentences.why("en", outcome, parts[0], parts.length == 2 ? parts[1] : ""),
                rows);
    }

    private static Reason parked(@Nullable String field, String sentence, long rows) {
        String code = KeptSentences.read(sentence).map(KeptSentences.Said::code).orElse("other");
        return new Reason("parked", code, null, field, sentence, rows);
    }

    /**
     * A reason.
     *
     * @param outcome refused, review or parked
     * @param code stable, for programs
     * @param detail of the rule, such as the better source; null when it has none
     * @param field what a parked row's fault lies in, null when that cannot be said
     * @param sentence in English
     */
    public record Reason(
            String outcome,
            String code,
            @Nullable String detail,
            @Nullable String field,
            String sentence,
            long rows) {

        /** In fi, sv or en. */
        public String in(String language, String named) {
            return outcome.equals("parked")
                    ? KeptSentences.in(language, sentence)
                    : KeptSentences.why(language, outcome, code, named);
        }

        /** As a line of a report on paper. */
        String line() {
            return String.format(
                    Locale.ROOT, "  %,10d  %s: %s%s", rows, outcome, field == null ? "" : field + ": ", sentence);
        }
    }
}
