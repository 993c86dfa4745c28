package fi.rekisterihub.permission;

import fi.rekisterihub.database.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes extracts, and remembers who took which, how many it had and what it was. */
public final class ExtractFiles {

    private static final String BEGIN = """
            insert into marketing_extract (register_id, purpose, channel, scope, fields, format, taken_by)
            values (:register, :purpose, :channel, :scope, :fields, :format, :who) returning id
            """;
    private static final String END = """
            update marketing_extract set rows = :rows, sha256 = :sha256, ended_at = now() where id = :id
            """;
    private static final String LATEST = """
            select id, register_id, purpose, channel, scope, format, taken_by, at, rows, sha256 from marketing_extract
             where register_id = :register and (:after::bigint is null or id < :after)
             order by id desc limit :most
            """;

    private final JdbcClient jdbc;
    private final Extracts extracts;

    ExtractFiles(JdbcClient jdbc, Extracts extracts) {
        this.jdbc = jdbc;
        this.extracts = extracts;
    }

    /** What went out. */
    public record Written(long id, long rows, String sha256) {}

    /**
     * Remembers that it is taken before the first person goes out; the number names it ever after.
     *
     * @param who the user
     */
    public long begin(PreparedExtract.Ready ready, ExtractFormat format, String who) {
        ExtractRequest request = ready.request();
        return jdbc.sql(BEGIN)
                .param("register", request.registerId())
                .param("purpose", request.purpose())
                .param("channel", request.channel())
                .param("scope", request.scope())
                .param("fields", request.fields().toArray(String[]::new))
                .param("format", format.word())
                .param("who", who)
                .query(Long.class)
                .single();
    }

    /** Writes it to the end, or remembers how far it came. The stream stays open. */
    public Written write(long id, PreparedExtract.Ready ready, ExtractFormat format, OutputStream out) {
        DigestOutputStream hashed = new DigestOutputStream(out, sha256());
        long[] rows = {0};
        try {
            ExtractWriter writer = ExtractWriter.of(format, id, ready.request(), hashed);
            extracts.each(ready, "extract-" + id, row -> {
                writer.row(row);
                rows[0]++;
            });
            writer.end(rows[0]);
            hashed.flush();
        } catch (IOException e) {
            end(id, rows[0], null);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            end(id, rows[0], null);
            throw e;
        }
        String sha256 = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        end(id, rows[0], sha256);
        return new Written(id, rows[0], sha256);
    }

    /** Newest first. */
    public List<TakenExtract> latest(String registerId, @Nullable Long after, int most) {
        return jdbc.sql(LATEST)
                .param("register", registerId)
                .param("after", after)
                .param("most", most)
                .query(ExtractFiles::taken)
                .list();
    }

    private void end(long id, long rows, @Nullable String sha256) {
        jdbc.sql(END)
                .param("rows", rows)
                .param("sha256", sha256)
                .param("id", id)
                .update();
    }

    private static TakenExtract taken(ResultSet row, int number) throws SQLException {
        return new TakenExtract(
                row.getLong("id"),
                row.getString("register_id"),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("scope"),
                row.getString("format"),
                row.getString("taken_by"),
                Times.instant(row, "at"),
                row.getObject("rows", Long.class),
                row.getString("sha256"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
