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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that only say who has changed. They are read by day and page; what they name is remembered, in the transaction
 * that moves the cursor, until it has been read anew.
 */
@Service
public class Signals {

    private static final String TODAY = "(now() at time zone 'Europe/Helsinki')::date";
    private static final String BEGIN = """
            insert into feed_cursor (name, day, to_day) values (:name, %1$s - :days, %1$s)
            on conflict (name) do update set to_day = coalesce(feed_cursor.to_day, greatest(%1$s, feed_cursor.day))
            returning day, to_day, page
            """.formatted(TODAY);
    private static final String BEGIN_AT = """
            insert into feed_cursor (name, day, to_day) values (:name, :from, :to)
            on conflict (name) do update set to_day = :to returning day, to_day, page
            """;
    private static final String LAST_HASH =
            "select coalesce(page_hash, '') from feed_cursor where name = :name for update";
    private static final String REMEMBER = """
            insert into signal (feed, key)
            select distinct :feed, business_id from company where register_id = any(:registers) and business_id = any(:keys)
            on conflict (feed, key) do update set noticed_at = now()
            """;
    private static final String ADVANCE = """
            update feed_cursor set page = page + 1, seen = seen + :seen, page_hash = :hash, updated_at = now()
             where name = :name returning seen
            """;
    private static final String END = """
            update feed_cursor set day = to_day, to_day = null, page = 0, seen = 0, page_hash = null where name = :name
            """;
    private static final String ANEW = """
            update feed_cursor set page = 0, seen = 0, page_hash = null where name = :name
            """;
    private static final String FORGET = "delete from feed_cursor where name = :name";
    private static final String WAITING = """
            update signal set read_at = now()
             where feed = :feed and key in (select key from signal where feed = :feed order by noticed_at, key limit :most)
            returning key
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Profiles profiles;

    Signals(JdbcClient jdbc, TransactionTemplate transaction, Profiles profiles) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.profiles = profiles;
    }

    /**
     * The days that are to be read next, or those of a series that was cut short. The last day that was read is read once
     * more, because it had not ended then.
     *
     * @param firstDays how far back the very first reading goes
     */
    public Window window(String name, int firstDays) {
        return jdbc.sql(BEGIN)
                .param("name", name)
                .param("days", firstDays)
                .query(Signals::window)
                .single();
    }

    /** The same for days that somebody has asked for. */
    public Window window(String name, LocalDate from, LocalDate to) {
        return jdbc.sql(BEGIN_AT)
                .param("name", name)
                .param("from", from)
                .param("to", to)
                .query(Signals::window)
                .single();
    }

    /**
     * Remembers whom a page names, and that the page has been read. Who is in no register that takes the feed is passed over.
     *
     * @return whether there are more pages
     * @throws UnreadableDelivery when the page cannot belong to a sound series; the series is then read anew
     */
    public boolean keep(String name, String feed, byte[] body, String list, String id, String total) {
        JsonNode page = parse(body);
        JsonNode notices = page.path(list);
        if (!notices.isArray() || !page.path(total).isIntegralNumber()) {
            throw anew(name, "The page of notices has no list '%s' or no number '%s'.".formatted(list, total));
        }
        List<String> keys = new ArrayList<>();
        notices.forEach(notice -> keys.add(notice.path(id).asText("")));
        String hash = sha256(body);
        Long seen = transaction.execute(status -> {
            String last =
                    jdbc.sql(LAST_HASH).param("name", name).query(String.class).single();
            if (last.equals(hash) && !keys.isEmpty()) {
                return -1L;
            }
            jdbc.sql(REMEMBER)
                    .param("feed", feed)
                    .param("registers", registers(feed))
                    .param("keys", keys.toArray(String[]::new))
                    .update();
            long so = jdbc.sql(ADVANCE)
                    .param("name", name)
                    .param("seen", keys.size())
                    .param("hash", hash)
                    .query(Long.class)
                    .single();
            if (so >= page.path(total).asLong()) {
                jdbc.sql(END).param("name", name).update();
            }
            return so;
        });
        if (seen == null || seen < 0) {
            throw anew(name, "A page of notices came twice; the source repeats itself, so the series is not complete.");
        }
        boolean more = seen < page.path(total).asLong();
        if (more && keys.isEmpty()) {
            throw anew(
                    name,
                    "A page of notices is empty although %d of %d have come."
                            .formatted(seen, page.path(total).asLong()));
        }
        return more;
    }

    /** Whom to read anew, the longest noticed first. What is noticed once more while it is read stays noticed. */
    public List<String> waiting(String feed, int most) {
        return jdbc.sql(WAITING).param("feed", feed).param("most", most).query(String.class).list().stream()
                .sorted()
                .toList();
    }

    void forget(String name) {
        jdbc.sql(FORGET).param("name", name).update();
    }

    private UnreadableDelivery anew(String name, String why) {
        jdbc.sql(ANEW).param("name", name).update();
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

    private static Window window(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Window(
                row.getObject("day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getInt("page") + 1);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param page the next one to ask for */
    public record Window(LocalDate from, LocalDate to, int page) {}
}
