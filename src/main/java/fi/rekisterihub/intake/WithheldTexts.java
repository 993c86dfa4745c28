package fi.rekisterihub.intake;

import fi.rekisterihub.database.SealedBox;
import fi.rekisterihub.database.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What sources wrote about persons of whom something is withheld. The last text of a record is emptied; its hash still
 * tells whether the next one differs. A parked row that waits for a person is sealed, so that it can be replayed without
 * being read; of one that is settled nothing but its place and reason is kept.
 */
@Repository
public class WithheldTexts {

    private static final String EMPTY_RECORDS = """
            update source_record set raw = '' where entity_id = any(:persons) and raw <> ''
            """;
    private static final String EMPTY_CHANGES = """
            update source_record r set raw = ''
              from stream s, unnest(:signs::text[]) as sign
             where s.register_id = :register and r.stream_id = s.id
               and r.key >= sign || '@' and r.key < sign || 'A' and r.raw <> ''
            """;
    private static final String EMPTY_DOUBTS = """
            update source_record r set raw = ''
              from stream s, unnest(:feeds::text[], :keys::text[]) as d(feed, key)
             where s.register_id = :register and s.feed = d.feed and r.stream_id = s.id and r.key = d.key and r.raw <> ''
            """;
    private static final String PARKED = """
            select p.id, coalesce(p.mended, p.raw) as text, p.status in ('open', 'waiting') as waits
              from source_record r
              join stream s on s.id = r.stream_id
              join parked p on p.feed = s.feed and p.register_id = s.register_id and p.record_key = r.key
             where r.entity_id = any(:persons) and not p.withheld
            union
            select p.id, coalesce(p.mended, p.raw), p.status in ('open', 'waiting')
              from stream s
             cross join unnest(:signs::text[]) as sign
              join parked p on p.feed = s.feed and p.register_id = s.register_id
                           and p.record_key >= sign || '@' and p.record_key < sign || 'A'
             where s.register_id = :register and not p.withheld
            """;
    private static final String DROP_SEALED = """
            update parked p
               set sealed = null, status = 'dropped', settled_by = 'hub', settled_at = now(), why_dropped = 'kept-no-longer'
              from source_record r join stream s on s.id = r.stream_id
             where r.entity_id = any(:persons) and p.feed = s.feed and p.register_id = s.register_id
               and p.record_key = r.key and p.sealed is not null and p.status = 'open'
            """;
    private static final String HIDE = """
            update parked p set raw = '', mended = null, withheld = true, sealed = h.sealed
              from unnest(:ids::bigint[], :sealed::bytea[]) as h(id, sealed)
             where p.id = h.id
            """;
    // A change that a source told once, in its order, must not be told a second time.
    private static final String READ_ANEW = """
            update source_record set hash = gen_random_uuid()
             where entity_id = any(:persons) and key !~ '^(identity:[^@]*|[0-9]+)@'
            """;

    private final JdbcClient jdbc;
    private final SealedBox box;

    WithheldTexts(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.box = new SealedBox(List.of(secrets.key("withheld-row")), "withheld row", 16);
    }

    /**
     * Joins the caller's transaction.
     *
     * @param signs what the keys of records of these persons' changes begin with, before the {@code @}
     */
    public void hide(String registerId, Collection<Long> persons, Collection<String> signs) {
        jdbc.sql(EMPTY_RECORDS).param("persons", persons.toArray(Long[]::new)).update();
        jdbc.sql(EMPTY_CHANGES)
                .param("signs", signs.toArray(String[]::new))
                .param("register", registerId)
                .update();
        List<Hidden> parked = jdbc.sql(PARKED)
                .param("persons", persons.toArray(Long[]::new))
                .param("signs", signs.toArray(String[]::new))
                .param("register", registerId)
                .query((row, n) ->
                        new Hidden(row.getLong("id"), row.getBoolean("waits") ? seal(row.getString("text")) : null))
                .list();
        if (!parked.isEmpty()) {
            jdbc.sql(HIDE)
                    .param("ids", parked.stream().map(Hidden::id).toArray(Long[]::new))
                    .param("sealed", parked.stream().map(Hidden::sealed).toArray(byte[][]::new))
                    .update();
        }
    }

    /** What was sealed of these persons is opened by nobody any more, so that its rows cannot be replayed. */
    public void dropSealed(Collection<Long> persons) {
        jdbc.sql(DROP_SEALED).param("persons", persons.toArray(Long[]::new)).update();
    }

    /** The same of doubtful records, of whom a person must say yet whether they speak of one of these persons. */
    public void hideDoubtful(String registerId, List<RecordKey> records) {
        if (!records.isEmpty()) {
            jdbc.sql(EMPTY_DOUBTS)
                    .param("feeds", records.stream().map(RecordKey::feed).toArray(String[]::new))
                    .param("keys", records.stream().map(RecordKey::key).toArray(String[]::new))
                    .param("register", registerId)
                    .update();
        }
    }

    /** What other sources said of these persons meanwhile was not filled in; their next word is judged anew. */
    public void readAnew(Collection<Long> persons) {
        jdbc.sql(READ_ANEW).param("persons", persons.toArray(Long[]::new)).update();
    }

    /** The text of a hidden row, for its replay alone. */
    String open(byte[] sealed) {
        return box.open(sealed)
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException(
                        "A parked row was sealed with another key than this database's (table secret)."));
    }

    private byte[] seal(String text) {
        return box.seal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Which record of which source. */
    public record RecordKey(String feed, String key) {}

    private record Hidden(long id, byte @Nullable [] sealed) {}
}
