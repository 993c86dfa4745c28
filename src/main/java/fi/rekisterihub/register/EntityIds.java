package fi.rekisterihub.register;

import java.util.Iterator;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Gives ids to new entities. The sequence gives a thousand at a time, so that a first load does not ask a million
 * times; what a process has not used when it ends is never used. Thread-safe.
 */
@Repository
public class EntityIds {

    private static final String NEXT_BLOCK = "select nextval('entity_id')";
    private static final long BLOCK = 1_000;

    private final JdbcTemplate jdbc;
    private long next;
    private long end;

    EntityIds(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** As many as are asked for, one after another. */
    public Iterator<Long> each() {
        return LongStream.generate(this::next).iterator();
    }

    private synchronized long next() {
        if (next == end) {
            next = jdbc.queryForObject(NEXT_BLOCK, Long.class);
            end = next + BLOCK;
        }
        return next++;
    }
}
