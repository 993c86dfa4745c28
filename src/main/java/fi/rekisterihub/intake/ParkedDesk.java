package fi.rekisterihub.intake;

import fi.rekisterihub.content.RowText;
import fi.rekisterihub.content.Unmendable;
import fi.rekisterihub.intake.ParkedReader.ParkedRow;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person does to parked rows: mend, replay, drop, take a drop back. Each act stands in the audit trail. */
@Service
public class ParkedDesk {

    private static final String TWINS = """
            select p.id from parked p
              join run r on r.id = p.run_id
              join parked c on c.id = :id join run cr on cr.id = c.run_id
             where p.status = 'open' and p.line = c.line and r.delivery_id = cr.delivery_id
            """;
    private static final String MEND = """
            update parked set mended = :text, mended_by = :who, mended_at = now()
             where not withheld and id in (%s)
            """.formatted(TWINS);
    private static final String DROP = """
            update parked set status = 'dropped', why_dropped = :why, settled_by = :who, settled_at = now()
             where status = 'open' and (:id::bigint is null or id in (%s))
               and (:run::bigint is null or run_id = :run) and (:feed::text is null or feed = :feed)
               and (:reason::text is null or reason = :reason)
            """.formatted(TWINS);
    private static final String RESTORE = """
            update parked set status = 'open', why_dropped = null, settled_by = null, settled_at = null
             where status = 'dropped'
               and id in (select p.id from parked p join run r on r.id = p.run_id
                            join parked c on c.id = :id join run cr on cr.id = c.run_id
                           where p.line = c.line and r.delivery_id = cr.delivery_id)
            """;
    private static final String AUDIT = """
            insert into audit (who, action, detail) values (:who, :action, :detail)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ParkedReplay replay;
    private final Mappings mappings;

    ParkedDesk(JdbcClient jdbc, TransactionTemplate transaction, ParkedReplay replay, Mappings mappings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.replay = replay;
        this.mappings = mappings;
    }

    /** The row as columns under their header; no columns where the feed has none or the row does not fit under them. */
    public List<Column> columns(ParkedRow row) {
        Optional<RowText> text = textOf(row);
        List<String> header = header(row);
        List<String> values = text.map(form -> form.values(row.text())).orElse(List.of());
        if (header.isEmpty() || values.size() != header.size()) {
            return List.of();
        }
        Mapping mapping = mapping(row.feed());
        return IntStream.range(0, header.size())
                .mapToObj(i -> new Column(header.get(i), values.get(i), mapping.uses(header.get(i))))
                .toList();
    }

    /** The header that the row came under, empty when it had none or is not kept. */
    public List<String> header(ParkedRow row) {
        return textOf(row).map(RowText::header).orElse(List.of());
    }

    /**
     * Keeps another text for the row, and for the same row in other registers; the raw text stays as it came.
     *
     * @return how many rows were mended, 0 when it is not open (any more)
     * @throws Unmendable when the text is not one row of the feed
     */
    public int mend(ParkedRow row, String text, String who) {
        replay.textOf(row.deliveryId(), mapping(row.feed())).mustBeOneRow(text.strip());
        return act("parked-mended", "row " + row.id(), who, () -> jdbc.sql(MEND)
                .param("id", row.id())
                .param("text", text.strip())
                .param("who", who)
                .update());
    }

    /** The same, by the values under the header. */
    public int mend(ParkedRow row, List<String> values, String who) {
        return mend(row, replay.textOf(row.deliveryId(), mapping(row.feed())).line(values), who);
    }

    /**
     * Queues the chosen open rows once more, as they came or as they were mended. A row that waits or is settled is left
     * alone, so that asking twice does nothing twice.
     */
    public Replayed replay(ParkedChoice choice, String who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Replayed replayed = replay.queue(choice, who);
            if (replayed.rows() > 0) {
                audit("parked-replayed", "%s: %d rows".formatted(choice, replayed.rows()), who);
            }
            return replayed;
        }));
    }

    /** Sets the chosen open rows aside for good. */
    public int drop(ParkedChoice choice, String why, String who) {
        return act("parked-dropped", choice + ": " + why, who, () -> jdbc.sql(DROP)
                .param("id", choice.id())
                .param("run", choice.run())
                .param("feed", choice.feed())
                .param("reason", choice.reason())
                .param("why", why)
                .param("who", who)
                .update());
    }

    /** Takes a drop back. */
    public int restore(long id, String who) {
        return act("parked-restored", "row " + id, who, () -> jdbc.sql(RESTORE)
                .param("id", id)
                .update());
    }

    private int act(String action, String detail, String who, java.util.function.IntSupplier change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int changed = change.getAsInt();
            if (changed > 0) {
                audit(action, detail, who);
            }
            return changed;
        }));
    }

    private void audit(String action, String detail, String who) {
        jdbc.sql(AUDIT)
                .param("who", who)
                .param("action", action)
                .param("detail", detail)
                .update();
    }

    private Optional<RowText> textOf(ParkedRow row) {
        try {
            return mappings.find(row.feed()).map(mapping -> replay.textOf(row.deliveryId(), mapping));
        } catch (Unmendable gone) {
            return Optional.empty();
        }
    }

    private Mapping mapping(String feed) {
        return mappings.find(feed)
                .orElseThrow(() -> new Unmendable(
                        Unmendable.Why.GONE,
                        "The mapping of the feed '%s' is missing or wrong, so its rows cannot be read."
                                .formatted(feed)));
    }

    /**
     * One value of a row.
     *
     * @param used whether the mapping looks at it
     */
    public record Column(String name, String value, boolean used) {}

    /**
     * What was queued.
     *
     * @param runs that carry the rows
     */
    public record Replayed(int rows, List<Long> runs) {

        static final Replayed NOTHING = new Replayed(0, List.of());

        public @Nullable Long firstRun() {
            return runs.isEmpty() ? null : runs.get(0);
        }
    }
}
