package fi.rekisterihub.subject.report;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the tables of other rooms what the access report shows beside values, history and permissions. */
@Component
class ReportFacts {

    private static final String TOLD = """
            select d.created_at, d.recipient, n.kind, d.sent_at, d.confirmed_at, d.receipt,
                   array(select jsonb_object_keys(case jsonb_typeof(d.payload -> 'fields') when 'object' then d.payload -> 'fields'
                                                       else '{}' end)) as fields
              from notice_delivery d join notice n on n.id = d.notice_id
             where d.entity_id = any(:parts) and not (d.origin and d.sent_at is null)
             order by d.position desc
            """;
    private static final String LOOKS = """
            select a.at, a.action, a.detail, u.roles
              from audit a left join hub_user u on u.name = a.who
             where a.entity_id = any(:parts)
             order by a.at desc
            """;
    private static final String NUMBERS = """
            select person_id, min(since) as since from identity where person_id = any(:parts) and sealed is not null group by 1
            """;
    private static final String RECORDS = """
            select s.entity_id, t.feed, coalesce(r.finished_at, r.queued_at) as at
              from source_record s
              join stream t on t.id = s.stream_id
              left join run r on r.id = s.run_id
             where s.entity_id = any(:parts)
             order by t.feed
            """;
    private static final String CORRECTIONS = """
            select entity_id, field, reason from field_override where entity_id = any(:parts) and ended_at is null
            """;
    private static final String DISCLOSURES = """
            select at, what, recipient, ground, fields from disclosure where person_id = any(:parts) order by id desc
            """;

    private final JdbcClient jdbc;

    ReportFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Told(
            Instant at,
            String recipient,
            String kind,
            List<String> fields,
            @Nullable Instant sentAt,
            @Nullable Instant confirmedAt,
            @Nullable String receipt) {}

    /** @param role the gravest of the user's roles; null when the user is no longer there */
    record Look(Instant at, String action, @Nullable String role) {}

    record Raw(long part, String feed, @Nullable Instant at) {}

    record Correction(long part, String field, String reason) {}

    record Disclosed(Instant at, String what, String recipient, String ground, List<String> fields) {}

    List<Told> told(Collection<Long> parts) {
        return of(TOLD, parts)
                .query((row, n) -> new Told(
                        Times.instant(row, "created_at"),
                        row.getString("recipient"),
                        row.getString("kind"),
                        texts(row, "fields"),
                        Times.instantOrNull(row, "sent_at"),
                        Times.instantOrNull(row, "confirmed_at"),
                        row.getString("receipt")))
                .list();
    }

    List<Look> looks(Collection<Long> parts) {
        return of(LOOKS, parts)
                .query((row, n) -> new Look(
                        Times.instant(row, "at"),
                        row.getString("action"),
                        row.getArray("roles") == null
                                ? null
                                : texts(row, "roles").stream().findFirst().orElse(null)))
                .list();
    }

    /** Since when the identity code of each is held; whose is not is missing. */
    Map<Long, Instant> numbers(Collection<Long> parts) {
        Map<Long, Instant> since = new HashMap<>();
        of(NUMBERS, parts).query(row -> {
            since.put(row.getLong("person_id"), Times.instant(row, "since"));
        });
        return since;
    }

    List<Raw> records(Collection<Long> parts) {
        return of(RECORDS, parts)
                .query((row, n) ->
                        new Raw(row.getLong("entity_id"), row.getString("feed"), Times.instantOrNull(row, "at")))
                .list();
    }

    List<Correction> corrections(Collection<Long> parts) {
        return of(CORRECTIONS, parts)
                .query((row, n) ->
                        new Correction(row.getLong("entity_id"), row.getString("field"), row.getString("reason")))
                .list();
    }

    List<Disclosed> disclosures(Collection<Long> parts) {
        return of(DISCLOSURES, parts)
                .query((row, n) -> new Disclosed(
                        Times.instant(row, "at"),
                        row.getString("what"),
                        row.getString("recipient"),
                        row.getString("ground"),
                        texts(row, "fields")))
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, Collection<Long> parts) {
        return jdbc.sql(sql).param("parts", parts.toArray(Long[]::new));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
