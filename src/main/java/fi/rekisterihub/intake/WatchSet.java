package fi.rekisterihub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fi.rekisterihub.content.Json;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Whom a source that watches people for us has been asked to watch. Only the difference from what it was told last goes
 * to it, under the hub's own number of the person; who may no longer be watched is taken off.
 */
@Service
public class WatchSet {

    // A person without a whole address cannot be told from namesakes; one with a guard or at rest is not asked about.
    private static final String WATCHABLE = """
            p.register_id = any(:registers) and p.family_name is not null and p.given_name is not null
            and p.street is not null and p.postal_code ~ '^[0-9]{5}$' and p.restricted_at is null and p.deceased_at is null
            and not exists (select from withheld_field h where h.person_id = p.id)
            """;
    private static final String FINGERPRINT =
            "md5(concat_ws(chr(31), p.given_name, p.family_name, p.street, p.postal_code))::uuid";
    private static final String UPSERTS = """
            select p.id, p.given_name, p.family_name, p.street, p.postal_code, %s as told
              from person p left join watched w on w.feed = :feed and w.person_id = p.id
             where %s and w.told is distinct from %s and (w.at is null or w.at < :began)
             order by p.id limit :most
            """.formatted(FINGERPRINT, WATCHABLE, FINGERPRINT);
    private static final String DELETES = """
            select w.person_id from watched w
             where w.feed = :feed and w.at < :began
               and not exists (select from person p where p.id = w.person_id and %s)
             order by w.person_id limit :most
            """.formatted(WATCHABLE);
    private static final String TOLD = """
            insert into watched (feed, person_id, told) values (:feed, :person, :told)
            on conflict (feed, person_id) do update set told = excluded.told, at = now()
            """;
    private static final String FORGOTTEN = "delete from watched where feed = :feed and person_id = any(:persons)";

    private static final UUID REFUSED = new UUID(0, 0);
    private static final int LONGEST = 255;

    private final JdbcClient jdbc;
    private final Profiles profiles;

    WatchSet(JdbcClient jdbc, Profiles profiles) {
        this.jdbc = jdbc;
        this.profiles = profiles;
    }

    /**
     * What is to be told next.
     *
     * @param began when this round of telling began: what the source refused since then is not tried again in it
     */
    public Difference difference(String feed, int most, Instant began) {
        String[] registers = profiles.takers(feed).stream().map(Profile::id).toArray(String[]::new);
        List<Upsert> upserts = jdbc.sql(UPSERTS)
                .param("registers", registers)
                .param("feed", feed)
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Upsert.class)
                .list();
        List<Long> deletes = jdbc.sql(DELETES)
                .param("registers", registers)
                .param("feed", feed)
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("most", most - upserts.size())
                .query(Long.class)
                .list();
        return new Difference(upserts, deletes);
    }

    /**
     * The source has answered: what it took is not told again, what it refused is tried in the next round.
     *
     * @return how many it refused
     */
    public int told(String feed, Difference difference, byte @Nullable [] answer) {
        Set<Long> refused = refused(answer);
        for (Upsert upsert : difference.upserts()) {
            jdbc.sql(TOLD)
                    .param("feed", feed)
                    .param("person", upsert.id())
                    .param("told", refused.contains(upsert.id()) ? REFUSED : upsert.told())
                    .update();
        }
        jdbc.sql(FORGOTTEN)
                .param("feed", feed)
                .param("persons", difference.deletes().toArray(Long[]::new))
                .update();
        return refused.size();
    }

    private static Set<Long> refused(byte @Nullable [] answer) {
        Set<Long> refused = new HashSet<>();
        if (answer == null || answer.length == 0) {
            return refused;
        }
        for (JsonNode row : Json.parse(answer).path("rows")) {
            String key = row.path("referencekey").asText();
            if (!row.path("errors").isEmpty() && key.matches("\\d{1,18}")) {
                refused.add(Long.valueOf(key));
            }
        }
        return refused;
    }

    /** What a source is told of its watch set. */
    public record Difference(List<Upsert> upserts, List<Long> deletes) {

        public boolean isEmpty() {
            return upserts.isEmpty() && deletes.isEmpty();
        }

        /** As the source wants it: a list of operations. */
        public String operations() {
            ArrayNode operations = JsonNodeFactory.instance.arrayNode();
            for (Upsert upsert : upserts) {
                operations
                        .addObject()
                        .put("_op", "Upsert")
                        .put("ReferenceKey", Long.toString(upsert.id()))
                        .put("FirstName", cut(upsert.givenName()))
                        .put("LastName", cut(upsert.familyName()))
                        .put("StreetAddress", cut(upsert.street()))
                        .put("PostCode", upsert.postalCode());
            }
            for (long person : new ArrayList<>(deletes)) {
                operations.addObject().put("_op", "Delete").put("ReferenceKey", Long.toString(person));
            }
            return operations.toString();
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
    }

    /** @param told fingerprint of the rest */
    public record Upsert(long id, String givenName, String familyName, String street, String postalCode, UUID told) {}
}
