package fi.rekisterihub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far sources have been read that tell only what is new, in the source's own words: an entry key, a batch, a day. A
 * cursor moves in the transaction of its caller, which is the one that keeps the page: no page is lost, none comes twice.
 */
@Repository
class FeedCursors {

    private static final String PLACE = "select place from feed_cursor where feed = :feed and part = :part";
    private static final String MOVE = """
            insert into feed_cursor (feed, part, place) values (:feed, :part, :place)
            on conflict (feed, part) do update set place = excluded.place, moved_at = now()
            """;
    private static final String TODAY = "(now() at time zone 'Europe/Helsinki')::date";
    // A clock that was wrong may have put the place after today; the days from today on are not over.
    private static final String BEGIN = """
            insert into feed_cursor (feed, part, place, series_end) values (:feed, :part, (%1$s - :days)::text, %1$s)
            on conflict (feed, part) do update
               set series_end = coalesce(feed_cursor.series_end, %1$s),
                   place = case when feed_cursor.series_end is null
                                then least(%1$s, feed_cursor.place::date)::text else feed_cursor.place end
            returning place::date as first, series_end, page
            """.formatted(TODAY);
    private static final String BEGIN_AT = """
            insert into feed_cursor (feed, part, place, series_end) values (:feed, :part, :from, :to)
            on conflict (feed, part) do update set series_end = :to returning place::date as first, series_end, page
            """;
    private static final String LAST_PAGE = """
            select coalesce(page_hash, '') from feed_cursor where feed = :feed and part = :part for update
            """;
    private static final String ADVANCE = """
            update feed_cursor set page = page + 1, seen = seen + :seen, page_hash = :hash, moved_at = now()
             where feed = :feed and part = :part returning seen
            """;
    private static final String END = """
            update feed_cursor set place = series_end::text, series_end = null, page = 0, seen = 0, page_hash = null
             where feed = :feed and part = :part
            """;
    private static final String ANEW = """
            update feed_cursor set page = 0, seen = 0, page_hash = null where feed = :feed and part = :part
            """;
    private static final String FORGET = "delete from feed_cursor where feed = :feed and part = :part";

    private final JdbcClient jdbc;

    FeedCursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The place up to which this part of the feed is known; empty when it has never been read. */
    Optional<String> place(String feed, String part) {
        return of(PLACE, feed, part).query(String.class).optional();
    }

    void move(String feed, String part, String place) {
        of(MOVE, feed, part).param("place", place).update();
    }

    /**
     * Begins a series of pages from the day of the cursor until today, or goes on with one that was cut short. The last
     * day that was read is read once more, because it had not ended then.
     *
     * @param firstDays how far back the very first series goes
     */
    Series series(String feed, String part, int firstDays) {
        return of(BEGIN, feed, part)
                .param("days", firstDays)
                .query(FeedCursors::series)
                .single();
    }

    /** The same for days that somebody has asked for. */
    Series series(String feed, String part, LocalDate from, LocalDate to) {
        return of(BEGIN_AT, feed, part)
                .param("from", from.toString())
                .param("to", to)
                .query(FeedCursors::series)
                .single();
    }

    /** The hash of the last page of the series, with the cursor locked until the caller's transaction ends; empty when the cursor is gone. */
    Optional<String> lastPage(String feed, String part) {
        return of(LAST_PAGE, feed, part).query(String.class).optional();
    }

    /** @return how many records of the series have been seen with this page */
    long advance(String feed, String part, String pageHash, int records) {
        return of(ADVANCE, feed, part)
                .param("hash", pageHash)
                .param("seen", records)
                .query(Long.class)
                .single();
    }

    /** The series is complete: the cursor stands at its end. */
    void end(String feed, String part) {
        of(END, feed, part).update();
    }

    /** The series is not sound: it is read from its first page again. */
    void anew(String feed, String part) {
        of(ANEW, feed, part).update();
    }

    void forget(String feed, String part) {
        of(FORGET, feed, part).update();
    }

    private JdbcClient.StatementSpec of(String sql, String feed, String part) {
        return jdbc.sql(sql).param("feed", feed).param("part", part);
    }

    private static Series series(ResultSet row, int number) throws SQLException {
        return new Series(
                row.getObject("first", LocalDate.class),
                row.getObject("series_end", LocalDate.class),
                row.getInt("page") + 1);
    }

    /** @param page the next one to ask for */
    record Series(LocalDate from, LocalDate to, int page) {}
}
