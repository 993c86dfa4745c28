package fi.rekisterihub.permission;

import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How it stands with those of whom a link speaks: who they are, and what they have permitted last. A click after the person has come
 * back of their own will is a new act, as is one after another entry has the address, of whom it speaks too; a second click of the
 * same day is not. The last permission by its number and not how many there are: that falls when two turn out to be two after
 * all, or one of two who share an address leaves, and a new click would look like an old one.
 */
final class LinkStanding {

    // They may have left and come back as another entry of the register, with the address that the link went to.
    static final String LAST = """
            select coalesce(max(e.id), 0) || '.' || max(meant.who)
              from jsonb_to_recordset(:links::jsonb) as link(place integer, person bigint, key text)
             cross join lateral (
                   select array_agg('person:' || id) as keys, md5(string_agg(id::text, ' ' order by id)) as who
                     from unnest(all_parts(link.person
                                           || array(select person_id from person_key where subject_key = link.key))) as id
                   offset 0) meant
              left join permission_subject s on s.subject_key = any(meant.keys)
              left join permission_event e on e.id = s.event_id and e.state = 'granted'
             group by link.place
             order by link.place
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys subjectKeys;

    LinkStanding(JdbcClient jdbc, SubjectKeys subjectKeys) {
        this.jdbc = jdbc;
        this.subjectKeys = subjectKeys;
    }

    /** A word for each, in the order of the links. */
    List<String> of(List<LinkSubject> links) {
        List<Map<String, Object>> asked = new ArrayList<>();
        for (LinkSubject link : links) {
            Map<String, Object> one = new HashMap<>();
            one.put("place", asked.size());
            one.put("person", link.personId());
            one.put("key", subjectKeys.email(link.email()));
            asked.add(one);
        }
        return jdbc.sql(LAST)
                .param("links", LedgerJson.of(asked))
                .query(String.class)
                .list();
    }
}
