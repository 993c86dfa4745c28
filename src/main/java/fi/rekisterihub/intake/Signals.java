package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.rekisterihub.content.UnreadableDelivery;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that only say who has changed. They are read by day and page; what they name is remembered, in the transaction
 * that moves the cursor, until it has been read anew.
 */
@Service
public class Signals {

    private static final String REMEMBER = """
            insert into signal (feed, key)
            select distinct :feed, business_id from company where register_id = any(:registers) and business_id = any(:keys)
            on conflict (feed, key) do update set noticed_at = now()
            """;
    private static final String WAITING = """
            update signal set read_at = now()
             where feed = :feed and key in (select key from signal where feed = :feed order by noticed_at, key limit :most)
            returning key
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final FeedCursors cursors;
    private final TransactionTemplate transaction;
    private final Profiles profiles;

    Signals(JdbcClient jdbc, FeedCursors cursors, TransactionTemplate transaction, Profiles profiles) {
        this.jdbc = jdbc;
        this.cursors = cursors;
        this.transaction = transaction;
        this.profiles = profiles;
    }

    /**
     * The days that are to be read next, or those of a series that was cut short.
     *
     * @param firstDays how far back the very first reading goes
     */
    public Window window(Cursor cursor, int firstDays) {
        return Window.of(cursors.series(cursor.feed(), cursor.part(), firstDays));
    }

    /** The same for days that somebody has asked for. */
    public Window window(Cursor cursor, LocalDate from, LocalDate to) {
        return Window.of(cursors.series(cursor.feed(), cursor.part(), from, to));
    }

    /**
     * Remembers whom a page names, and that the page has been read. Who is in no register that takes the feed is passed over.
     *
     * @throws UnreadableDelivery when the page cannot belong to a sound series; the series is then read anew
     */
    public Kept keep(Cursor cursor, String feed, byte[] body, String list, String id, String total) {
        JsonNode page = parse(body);
        JsonNode notices = page.path(list);
        if (!notices.isArray() || !page.path(total).isIntegralNumber()) {
            throw anew(cursor, "The page of notices has no list '%s' or no number '%s'.".formatted(list, total));
        }
        List<String> keys = new ArrayList<>();
        notices.forEach(notice -> keys.add(notice.path(id).asText("")));
        long all = page.path(total).asLong();
        Kept kept = transaction.execute(status -> keep(cursor, feed, sha256(body), keys, all));
        if (kept == null) {
            throw anew(
                    cursor, "A page of notices came twice; the source repeats itself, so the series is not complete.");
        }
        if (kept.more() && keys.isEmpty()) {
            throw anew(cursor, "A page of notices is empty although %d of %d have come.".formatted(kept.seen(), all));
        }
        return kept;
    }

    /** Null when the page came before. */
    private @Nullable Kept keep(Cursor cursor, String feed, String hash, List<String> keys, long all) {
        String last = cursors.lastPage(cursor.feed(), cursor.part())
                .orElseThrow(() -> new UnreadableDelivery("Nobody waits for these notices any more.", null));
        if (last.equals(hash) && !keys.isEmpty()) {
            return null;
        }
        int named = jdbc.sql(REMEMBER)
                .param("feed", feed)
                .param("registers", registers(feed))
                .param("keys", keys.toArray(String[]::new))
                .update();
        long seen = cursors.advance(cursor.feed(), cursor.part(), hash, keys.size());
        if (seen >= all) {
            cursors.end(cursor.feed(), cursor.part());
        }
        return new Kept(seen < all, seen, all, named);
    }

    /** Whom to read anew, the longest noticed first. What is noticed once more while it is read stays noticed. */
    public List<String> waiting(String feed, int most) {
        return jdbc.sql(WAITING).param("feed", feed).param("most", most).query(String.class).list().stream()
                .sorted()
                .toList();
    }

    private UnreadableDelivery anew(Cursor cursor, String why) {
        cursors.anew(cursor.feed(), cursor.part());
        return new UnreadableDelivery(why, null);
    }

    private String[] registers(String feed) {
        return profiles.takers(feed).stream().map(Profile::id).toArray(String[]::new);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UnreadableDelivery("The page of notices is no JSON.", null);
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which of the hub's cursors a series moves: a feed has one, and one more for each part that is read by itself. */
    public record Cursor(String feed, String part) {

        /** A feed's own. */
        public static Cursor of(String feed) {
            return new Cursor(feed, "");
        }
    }

    /** @param page the next one to ask for */
    public record Window(LocalDate from, LocalDate to, int page) {

        private static Window of(FeedCursors.Series series) {
            return new Window(series.from(), series.to(), series.page());
        }
    }

    /**
     * What a page of notices came to.
     *
     * @param more whether there are more pages
     * @param seen notices of the series so far
     * @param all how many the source says that there are
     * @param named companies of the registers that this page named
     */
    public record Kept(boolean more, long seen, long all, int named) {}
}
