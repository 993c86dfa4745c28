package fi.rekisterihub.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.intake.ErasedRecords;
import fi.rekisterihub.permission.ErasedKeys;
import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.PersonTraces.SourceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Questions whether a record speaks of an erased person, and what was answered. A record that does, or of which nobody else is
 * asked, loses what it said and its question; of one that may be another's the person is no candidate any more.
 */
@Repository
class ErasedReviews implements KeepsPersonalData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NAMING = """
            select r.id, r.feed, r.record_key, r.candidates, r.observation
              from review r
             where r.register_id = :register and r.entity = 'person'
               and r.id in (select a.id from review a where a.candidates && :ids::bigint[]
                            union
                            select b.id from review b
                              join unnest(:feeds::text[], :keys::text[]) as k(feed, key)
                                on b.register_id = :register and b.feed = k.feed and b.record_key = k.key)
            """;
    private static final String EMPTY = """
            update review
               set observation = '{}', record_key = 'erased:' || id, candidates = '{}', status = 'withdrawn'
             where id = any(:reviews)
            """;
    private static final String NO_CANDIDATE = """
            update review set candidates = array(select unnest(candidates) except select unnest(:ids::bigint[]))
             where id = any(:reviews)
            """;

    private final JdbcClient jdbc;
    private final ErasedKeys erasedKeys;
    private final ErasedRecords records;

    ErasedReviews(JdbcClient jdbc, ErasedKeys erasedKeys, ErasedRecords records) {
        this.jdbc = jdbc;
        this.erasedKeys = erasedKeys;
        this.records = records;
    }

    private record Asked(long id, SourceKey record, Set<Long> candidates, JsonNode observation) {}

    @Override
    public String place() {
        return "reviews";
    }

    @Override
    public long count(PersonTraces person) {
        return naming(person).size();
    }

    @Override
    public long erase(PersonTraces person) {
        List<Asked> naming = naming(person);
        Set<String> theirs = erasedKeys.of(person);
        List<Asked> gone =
                naming.stream().filter(asked -> speaksOf(asked, person, theirs)).toList();
        jdbc.sql(EMPTY).param("reviews", ids(gone)).update();
        // The source will say it again, and it is then judged by who is still there.
        records.forget(person.registerId(), gone.stream().map(Asked::record).toList());
        jdbc.sql(NO_CANDIDATE)
                .param(
                        "reviews",
                        ids(naming.stream()
                                .filter(asked -> !gone.contains(asked))
                                .toList()))
                .param("ids", person.ids())
                .update();
        return naming.size();
    }

    private boolean speaksOf(Asked asked, PersonTraces person, Set<String> theirs) {
        Set<Long> others = new HashSet<>(asked.candidates());
        others.removeAll(person.persons());
        JsonNode values = asked.observation().path("values");
        Set<String> keys = erasedKeys.ofRecord(
                asked.record().feed(),
                asked.record().key(),
                new ErasedKeys.Told(
                        text(values, "familyName"),
                        text(values, "givenName"),
                        text(values, "email"),
                        text(values, "phone"),
                        text(values, "street"),
                        text(values, "postalCode"),
                        Set.of()));
        return others.isEmpty()
                || !Collections.disjoint(keys, theirs)
                || person.written().standsIn(asked.observation().toString());
    }

    private List<Asked> naming(PersonTraces person) {
        return jdbc.sql(NAMING)
                .param("register", person.registerId())
                .param("feeds", person.records().stream().map(SourceKey::feed).toArray(String[]::new))
                .param("keys", person.records().stream().map(SourceKey::key).toArray(String[]::new))
                .param("ids", person.ids())
                .query(ErasedReviews::asked)
                .list();
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        try {
            return new Asked(
                    row.getLong("id"),
                    new SourceKey(row.getString("feed"), row.getString("record_key")),
                    Set.copyOf(Arrays.asList((Long[]) row.getArray("candidates").getArray())),
                    JSON.readTree(row.getString("observation")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What review %d was told is no JSON.".formatted(row.getLong("id")), e);
        }
    }

    private static @Nullable String text(JsonNode values, String field) {
        return values.path(field).textValue();
    }

    private static Long[] ids(List<Asked> reviews) {
        return reviews.stream().map(Asked::id).toArray(Long[]::new);
    }
}
