package fi.rekisterihub.notice;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What waited while somebody's data was restricted ({@link DueDeliveries}). It goes out when the restriction is over, and gets a
 * later place than the notice of the restriction that overtook it: recipients take what has a lower one for older.
 */
@Repository
public class RestrictedNotices {

    private static final String RELEASE = """
            with late as (
                select d.id from notice_delivery d join notice n on n.id = d.notice_id
                 where d.entity_id = any(:persons) and d.status = 'new' and n.kind in ('rectified', 'merged', 'separated')
                 order by d.position)
            update notice_delivery d set position = default, batch = null from late where d.id = late.id
            """;
    private static final String WAITING = """
            select count(*) from notice_delivery d join notice n on n.id = d.notice_id
             where d.entity_id = any(:persons) and d.status in ('new', 'claimed')
               and n.kind in ('rectified', 'merged', 'separated')
            """;

    private final JdbcClient jdbc;

    RestrictedNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before the notice that the restriction is over, in its transaction. */
    public int release(Collection<Long> persons) {
        return jdbc.sql(RELEASE).param("persons", persons.toArray(Long[]::new)).update();
    }

    /** How many wait. */
    public long waiting(Collection<Long> persons) {
        return jdbc.sql(WAITING)
                .param("persons", persons.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }
}
