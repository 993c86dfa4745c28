package fi.rekisterihub.intake;

import static java.util.stream.Collectors.groupingBy;

import fi.rekisterihub.content.CsvForm;
import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.content.RowText;
import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.intake.ParkedDesk.Replayed;
import fi.rekisterihub.mapping.BadRecord;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes small deliveries of parked rows, one for each run that parked them. Their runs speak in the place of that run, so
 * that what has been told since is newer than they are, and go the way of every other run.
 */
@Component
class ParkedReplay {

    private static final int MOST = 20_000;
    private static final CsvForm NO_CSV = new CsvForm(StandardCharsets.UTF_8, ';');

    private static final String CLAIM = """
            update parked set status = 'waiting', settled_by = :who, settled_at = now()
             where id in (select p.id from parked p
                           where p.status = 'open'
                             and (:id::bigint is null or p.id in (
                                   select t.id from parked t join run r on r.id = t.run_id
                                     join parked c on c.id = :id join run cr on cr.id = c.run_id
                                    where t.line = c.line and r.delivery_id = cr.delivery_id))
                             and (:run::bigint is null or p.run_id = :run) and (:feed::text is null or p.feed = :feed)
                             and (:reason::text is null or p.reason = :reason)
                           order by p.id limit %d for update skip locked)
            returning id, run_id, coalesce(mended, raw) as text, sealed
            """.formatted(MOST);
    private static final String RUN = """
            select r.id, r.feed, r.register_id, coalesce(r.as_of, r.id) as as_of, r.delivery_id, d.file,
                   d.purged_at is not null as purged
              from run r join delivery d on d.id = r.delivery_id where r.id = :id
            """;
    private static final String DELIVERY = """
            select file, purged_at is not null as purged from delivery where id = :id
            """;
    private static final String PLACE = """
            update parked p set replay_id = :delivery, replay_line = r.line, replay_key = r.key
              from unnest(:ids::bigint[], :lines::bigint[], :keys::text[]) as r(id, line, key)
             where p.id = r.id
            """;
    // Judged anew even when neither row nor mapping has changed: "unchanged" would not say that it is still bad.
    private static final String JUDGE_ANEW = """
            update source_record r set hash = gen_random_uuid() from stream s
             where s.feed = :feed and s.register_id = :register and r.stream_id = s.id
               and r.key = any(:keys) and r.run_id <= :asOf and r.outcome = 'p'
            """;
    // Another row of the same delivery has told the record: it was used in this one's place and stays.
    private static final String LEAVE_TO_THE_OTHER_ROW = """
            update source_record r set run_id = :asOf + 1 from stream s
             where s.feed = :feed and s.register_id = :register and r.stream_id = s.id
               and r.key = any(:keys) and r.run_id = :asOf and r.outcome <> 'p'
            """;

    private final JdbcClient jdbc;
    private final Mappings mappings;
    private final DeliveryContent content;
    private final Deliveries deliveries;
    private final WithheldTexts withheld;

    ParkedReplay(
            JdbcClient jdbc,
            Mappings mappings,
            DeliveryContent content,
            Deliveries deliveries,
            WithheldTexts withheld) {
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.content = content;
        this.deliveries = deliveries;
        this.withheld = withheld;
    }

    /** In the caller's transaction. */
    Replayed queue(ParkedChoice choice, String who) {
        Map<Long, List<Row>> byRun = jdbc
                .sql(CLAIM)
                .param("who", who)
                .param("id", choice.id())
                .param("run", choice.run())
                .param("feed", choice.feed())
                .param("reason", choice.reason())
                .query((row, n) -> new Row(row.getLong("id"), row.getLong("run_id"), text(row)))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparingLong(Row::id))
                .collect(groupingBy(Row::run, TreeMap::new, java.util.stream.Collectors.toList()));
        if (byRun.isEmpty()) {
            return Replayed.NOTHING;
        }
        List<Long> runs = new ArrayList<>();
        byRun.forEach((run, rows) -> runs.add(queue(run(run), rows)));
        return new Replayed(byRun.values().stream().mapToInt(List::size).sum(), runs);
    }

    /**
     * How the rows of a delivery are written.
     *
     * @throws Unmendable when its content is not kept any more
     */
    RowText textOf(long deliveryId, Mapping mapping) {
        if (!(mapping.content() instanceof ContentFormat.Csv csv)) {
            return new RowText(mapping.content(), NO_CSV, List.of());
        }
        record Kept(@Nullable String file, boolean purged) {}
        Kept kept = jdbc.sql(DELIVERY)
                .param("id", deliveryId)
                .query((row, n) -> new Kept(row.getString("file"), row.getBoolean("purged")))
                .single();
        try {
            if (kept.file() != null && !kept.purged()) {
                List<String> header = content.open(deliveryId, kept.file(), csv).header();
                return new RowText(csv, content.formOf(deliveryId, kept.file(), csv), header);
            }
        } catch (UnreadableDelivery unreadable) {
            throw gone(deliveryId, unreadable);
        }
        throw gone(deliveryId, null);
    }

    private long queue(Parker run, List<Row> rows) {
        Mapping mapping = mappings.find(run.feed()).orElseThrow(() -> gone(run.delivery(), null));
        Deliveries.Mended made = deliveries.mended(
                run.feed(),
                run.register(),
                run.delivery(),
                run.id(),
                run.asOf(),
                textOf(run.delivery(), mapping),
                rows.stream().map(Row::text).toList());
        Places places = places(content.open(made.delivery(), made.file(), mapping.content()), mapping);
        if (places.lines.size() != rows.size()) {
            throw new Unmendable(
                    Unmendable.Why.NOT_ONE_ROW,
                    "%d parked rows of run %d read as %d rows together; mend those that are not one row each."
                            .formatted(rows.size(), run.id(), places.lines.size()));
        }
        jdbc.sql(PLACE)
                .param("delivery", made.delivery())
                .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
                .param("lines", places.lines.toArray(Long[]::new))
                .param("keys", places.keys.toArray(String[]::new))
                .update();
        String[] keys = places.keys.stream().filter(Objects::nonNull).toArray(String[]::new);
        for (String sql : List.of(JUDGE_ANEW, LEAVE_TO_THE_OTHER_ROW)) {
            jdbc.sql(sql)
                    .param("feed", run.feed())
                    .param("register", run.register())
                    .param("keys", keys)
                    .param("asOf", run.asOf())
                    .update();
        }
        return made.run();
    }

    private String text(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return sealed == null ? row.getString("text") : withheld.open(sealed);
    }

    private static Places places(RecordReader reader, Mapping mapping) {
        Places places = new Places();
        reader.read((ordinal, line, raw, fields, bad) -> {
            places.lines.add(line);
            places.keys.add(bad == null ? keyOf(mapping, fields) : null);
        });
        return places;
    }

    private static @Nullable String keyOf(Mapping mapping, Map<String, ?> fields) {
        try {
            return mapping.key(fields);
        } catch (BadRecord none) {
            return null;
        }
    }

    private Parker run(long id) {
        return jdbc.sql(RUN)
                .param("id", id)
                .query((row, n) -> new Parker(
                        row.getLong("id"),
                        row.getString("feed"),
                        row.getString("register_id"),
                        row.getLong("as_of"),
                        row.getLong("delivery_id")))
                .single();
    }

    private static Unmendable gone(long delivery, @Nullable Throwable cause) {
        return new Unmendable(
                Unmendable.Why.GONE,
                "Delivery %d or its feed's mapping is not there any more, so its rows cannot be replayed."
                        .formatted(delivery),
                cause);
    }

    private record Row(long id, long run, String text) {}

    /** The run that parked the rows. */
    private record Parker(long id, String feed, String register, long asOf, long delivery) {}

    /** Where each row lies in the small delivery, and its key if it has one. */
    private static final class Places {
        final List<Long> lines = new ArrayList<>();
        final List<@Nullable String> keys = new ArrayList<>();
    }
}
