package fi.rekisterihub.identity;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the pairs of which a person should say whether they are one. The queue is not kept: it follows from what is known. */
@Component
public final class PairReader {

    private static final String OPEN = """
            select l.*, coalesce(a.head_id, l.one) as left_head, coalesce(b.head_id, l.other) as right_head
              from likeness l
              left join entity_link a on a.part_id = l.one
              left join entity_link b on b.part_id = l.other
             where coalesce(a.head_id, l.one) <> coalesce(b.head_id, l.other)
               and (l.later_until is null or l.later_until <= now())
               and not exists (select from identity_in_force d
                                where d.one = l.one and d.other = l.other
                                  and (d.verdict = 'same' or d.fingerprint is not distinct from l.fingerprint))
            """;
    private static final String PROPOSED = """
            with proposed as (
                select distinct least(coalesce(a.head_id, p.one), coalesce(b.head_id, p.other)) as low,
                       greatest(coalesce(a.head_id, p.one), coalesce(b.head_id, p.other)) as high
                  from identity_proposal_open p
                  left join entity_link a on a.part_id = p.one
                  left join entity_link b on b.part_id = p.other),
            """;
    // One pair of each two that are known by an id of their own, the surest. What was proposed waits elsewhere.
    private static final String QUEUE = PROPOSED
            + "open as (" + OPEN + " and (:register::text is null or l.register_id = :register) limit :bound::bigint),"
            + """
            surest as (
                select distinct on (least(left_head, right_head), greatest(left_head, right_head)) *
                  from open
                 where (least(left_head, right_head), greatest(left_head, right_head)) not in (select low, high from proposed)
                 order by least(left_head, right_head), greatest(left_head, right_head), bits desc, one, other)
            """;
    private static final String LIST = QUEUE + """
            select * from surest
             where :bits::real is null or (bits, one, other) < (:bits::real, :one, :other)
             order by bits desc, one desc, other desc
             limit :most
            """;
    private static final String COUNT = QUEUE + """
            select count(*) as number, (select count(*) from open) >= coalesce(:bound, 9223372036854775807) as bounded
              from surest
            """;
    private static final String ASKED_OF = PROPOSED + """
            mine as (select distinct entity_id from change_set where run_id = :run),
            near as (select one, other from likeness join mine on one = entity_id
                      union
                     select one, other from likeness join mine on other = entity_id)
            select count(distinct (least(left_head, right_head), greatest(left_head, right_head)))
              from (""" + OPEN + """
             and (l.one, l.other) in (select one, other from near)) open
             where (least(left_head, right_head), greatest(left_head, right_head)) not in (select low, high from proposed)
            """;
    private static final String ABOUT = "select one, other, false as proposed from (" + OPEN + """
             and (l.one = any(:parts) or l.other = any(:parts))) open
             where not exists (select from identity_proposal_open p where p.one = open.one and p.other = open.other)
             union
            select one, other, true from identity_proposal_open where one = any(:parts) or other = any(:parts)
             order by one, other
             limit :most
            """;
    private static final String ONE = "select * from likeness where one = :one and other = :other";
    private static final String FINGERPRINT = "select fingerprint from likeness where one = :one and other = :other";
    private static final String PUT_OFF = """
            update likeness set later_until = :until, later_by = :who where one = :one and other = :other
            """;

    private final JdbcClient jdbc;

    PairReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The surest first: there is most to be gained.
     *
     * @param registerId null for all
     * @param after the last pair of the page before
     */
    public List<PairView> waiting(@Nullable String registerId, @Nullable PairView after, int most) {
        return jdbc.sql(LIST)
                .param("register", registerId)
                .param("bits", after == null ? null : (float) after.bits())
                .param("one", after == null ? 0 : after.pair().one())
                .param("other", after == null ? 0 : after.pair().other())
                .param("most", most)
                .param("bound", null, Types.BIGINT)
                .query(PairReader::read)
                .list();
    }

    public long howMany(@Nullable String registerId) {
        return count(registerId, null).number();
    }

    /** How many wait in all registers; counting ends with those that this many pairs hold. */
    public Questions upTo(int most) {
        return count(null, most);
    }

    private Questions count(@Nullable String registerId, @Nullable Integer bound) {
        return jdbc.sql(COUNT)
                .param("register", registerId)
                .param("bound", bound, Types.BIGINT)
                .query((row, n) -> bound != null && row.getBoolean("bounded")
                        ? Questions.atLeast(row.getLong("number"), bound)
                        : new Questions(row.getLong("number"), false))
                .single();
    }

    /** How many questions are open of those whom a run changed. */
    long askedOf(long runId) {
        return jdbc.sql(ASKED_OF).param("run", runId).query(Long.class).single();
    }

    /**
     * What is open about somebody: whom they may be one with, and what waits for a second person.
     *
     * @param parts the ids of all who are known to be one with them, their own among these
     */
    public List<AskedPair> about(Collection<Long> parts, int most) {
        return jdbc.sql(ABOUT)
                .param("parts", parts.toArray(Long[]::new))
                .param("most", most)
                .query((row, n) ->
                        new AskedPair(new Pair(row.getLong("one"), row.getLong("other")), row.getBoolean("proposed")))
                .list();
    }

    /** @param proposed somebody has said what the two are, and a second person must confirm it */
    public record AskedPair(Pair pair, boolean proposed) {

        /** The two ids, as in the address of the pair's page. */
        public String name() {
            return pair.one() + "-" + pair.other();
        }

        /** The one who is not among these. */
        public long besides(Collection<Long> parts) {
            return parts.contains(pair.one()) ? pair.other() : pair.one();
        }
    }

    /** @param bounded there are more, and the number is a round one */
    public record Questions(long number, boolean bounded) {

        private static Questions atLeast(long number, int counted) {
            return new Questions(number - number % Math.max(counted / 10, 1), true);
        }
    }

    /** What the matcher finds of the two now; empty when it does not find them alike. */
    public Optional<PairView> find(Pair pair) {
        return jdbc.sql(ONE)
                .param("one", pair.one())
                .param("other", pair.other())
                .query(PairReader::read)
                .optional();
    }

    Optional<UUID> fingerprint(Pair pair) {
        return jdbc.sql(FINGERPRINT)
                .param("one", pair.one())
                .param("other", pair.other())
                .query(UUID.class)
                .optional();
    }

    boolean putOff(Pair pair, Instant until, String who) {
        return jdbc.sql(PUT_OFF)
                        .param("one", pair.one())
                        .param("other", pair.other())
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("who", who)
                        .update()
                > 0;
    }

    private static PairView read(ResultSet row, int number) throws SQLException {
        return new PairView(
                row.getString("register_id"),
                row.getString("entity"),
                new Pair(row.getLong("one"), row.getLong("other")),
                row.getFloat("bits"),
                row.getString("verdict"),
                List.of((String[]) row.getArray("guards").getArray()),
                EvidenceJson.read(row.getString("evidence")),
                Times.instant(row, "found_at"),
                Times.instantOrNull(row, "later_until"));
    }
}
