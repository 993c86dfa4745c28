package fi.rekisterihub.register;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which entities of a register are one. Each keeps its own row; here stands whose part it is. */
@Repository
public class EntityLinks {

    private static final String ALL_PARTS = "select unnest(all_parts(:ids)) as id order by id";
    private static final String HEADS = "select part_id, head_id from entity_link where part_id = any(:ids)";
    // With another head it is one with others than before: what these allowed until now opens nothing for it.
    private static final String LINK = """
            insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)
            on conflict (part_id) do update set head_id = excluded.head_id, since = now()
            """;
    private static final String UNLINK = "delete from entity_link where part_id = :part";

    private final JdbcClient jdbc;

    EntityLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everybody who is one with one of these, themselves included; lowest id first. */
    public List<Long> allParts(Collection<Long> ids) {
        return jdbc.sql(ALL_PARTS)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /** By whose id each is known; its own where it is nobody's part. */
    public Map<Long, Long> headsOf(Collection<Long> ids) {
        Map<Long, Long> heads = new HashMap<>();
        ids.forEach(id -> heads.put(id, id));
        jdbc.sql(HEADS)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> heads.put(row.getLong("part_id"), row.getLong("head_id")))
                .list();
        return heads;
    }

    /** @param head the same as the part where it is nobody's part any more */
    public void put(String registerId, long part, long head) {
        if (part == head) {
            jdbc.sql(UNLINK).param("part", part).update();
        } else {
            jdbc.sql(LINK)
                    .param("part", part)
                    .param("head", head)
                    .param("register", registerId)
                    .update();
        }
    }

    /** Whether all of them are known by one id. */
    public boolean areOne(long... ids) {
        return headsOf(Arrays.stream(ids).boxed().toList()).values().stream()
                        .distinct()
                        .count()
                == 1;
    }
}
