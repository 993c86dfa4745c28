package fi.rekisterihub.intake;

import fi.rekisterihub.FeedReport;
import fi.rekisterihub.content.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What runs did, in business terms: every row accounted for, then what changed. */
@Component
class RunReports {

    private static final String RUN = """
            select id, feed, register_id, status, rows_in, applied, unchanged, review, refused, parked, absent,
                   dropped_fields, effects::text as effects, brake, message,
                   extract(epoch from finished_at - started_at) as seconds
              from run where id = :id
            """;
    private static final String ENDED = """
            select status not in ('queued', 'running') from run where id = :id
            """;
    private static final String PARKED = """
            select line, coalesce(field, '-') as field, reason from parked where run_id = :id order by line limit 10
            """;

    private final JdbcClient jdbc;
    private final RunReasons reasons;

    RunReports(JdbcClient jdbc, RunReasons reasons) {
        this.jdbc = jdbc;
        this.reasons = reasons;
    }

    boolean ended(long runId) {
        return Boolean.TRUE.equals(
                jdbc.sql(ENDED).param("id", runId).query(Boolean.class).single());
    }

    FeedReport of(List<Long> runs) {
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> data = new ArrayList<>();
        boolean accounted = true;
        for (long id : runs) {
            Map<String, Object> run = jdbc.sql(RUN).param("id", id).query().singleRow();
            accounted &= "done".equals(run.get("status"));
            lines.addAll(lines(run));
            data.add(new LinkedHashMap<>(run));
        }
        return new FeedReport(accounted, lines, Map.of("runs", data));
    }

    private List<String> lines(Map<String, Object> run) {
        List<String> lines = new ArrayList<>();
        lines.add("Run %s: %s: %s"
                .formatted(
                        run.get("id"),
                        EffectText.target(String.valueOf(run.get("feed")), String.valueOf(run.get("register_id"))),
                        run.get("status")));
        if (run.get("message") != null) {
            lines.add("  " + run.get("message"));
        }
        if (run.get("brake") != null) {
            lines.add("  %s Look at it with preview, then release it in the console or by the API."
                    .formatted(run.get("brake")));
        }
        lines.add("  rows in %s = applied %s + unchanged %s + review %s + refused %s + parked %s"
                .formatted(
                        run.get("rows_in"),
                        run.get("applied"),
                        run.get("unchanged"),
                        run.get("review"),
                        run.get("refused"),
                        run.get("parked")));
        Map<String, Long> effects = effects(String.valueOf(run.get("effects")));
        effects.forEach((what, n) -> {
            if (!what.startsWith("refused.") && !what.startsWith("review.")) {
                lines.add("  %,10d  %s".formatted(n, EffectText.of(what)));
            }
        });
        reasons.of(number(run.get("id")), effects).forEach(reason -> lines.add(reason.line()));
        if (number(run.get("absent")) > 0) {
            lines.add("  %,10d  no longer in the delivery".formatted(number(run.get("absent"))));
        }
        if (number(run.get("dropped_fields")) > 0) {
            lines.add("  %,10d  field values that the profile does not let in"
                    .formatted(number(run.get("dropped_fields"))));
        }
        parked(number(run.get("id")))
                .forEach(row -> lines.add(
                        "  parked, line %s, %s: %s".formatted(row.get("line"), row.get("field"), row.get("reason"))));
        if (run.get("seconds") instanceof Number seconds && seconds.doubleValue() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %.1f s, %,.0f rows a second",
                    seconds.doubleValue(),
                    number(run.get("rows_in")) / seconds.doubleValue()));
        }
        return lines;
    }

    private List<Map<String, Object>> parked(long runId) {
        return jdbc.sql(PARKED).param("id", runId).query().listOfRows();
    }

    private static Map<String, Long> effects(String json) {
        Map<String, Long> effects = new java.util.TreeMap<>();
        Json.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .properties()
                .forEach(
                        effect -> effects.put(effect.getKey(), effect.getValue().asLong()));
        return effects;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
