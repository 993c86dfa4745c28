package fi.rekisterihub.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one company or person with where each value comes from, and who works where. */
@Component
public final class RegisterReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Older changes than these are shown in the history, not looked through for the date of a field. */
    private static final int CHANGES = 500;

    private static final String COMPANY = "select *, null::timestamptz as deceased_at from company where id = :id";
    private static final String PERSON = "select * from person where id = :id";
    private static final String FEEDS = "select id, name from feed";
    private static final String WITHHELD = "select distinct field from withheld_field where person_id = :id";
    private static final String ROLES = """
            select r.person_id, concat_ws(' ', p.given_name, p.family_name) as person, r.company_id, c.name as company,
                   r.duty, f.name as feed, r.since
              from role r
              join person p on p.id = r.person_id
              join company c on c.id = r.company_id
              join feed f on f.id = r.feed_id
            """;
    private static final String ROLES_OF_PERSON = ROLES + " where r.person_id = :id order by c.name limit 200";
    private static final String ROLES_AT_COMPANY = ROLES + " where r.company_id = :id order by p.family_name limit 200";

    private final JdbcClient jdbc;
    private final HistoryReader history;

    RegisterReader(JdbcClient jdbc, HistoryReader history) {
        this.jdbc = jdbc;
        this.history = history;
    }

    public Optional<EntityView> company(long id) {
        return find(COMPANY, EntityKind.COMPANY, id);
    }

    public Optional<EntityView> person(long id) {
        return find(PERSON, EntityKind.PERSON, id);
    }

    public List<RoleView> rolesOf(long personId) {
        return jdbc.sql(ROLES_OF_PERSON)
                .param("id", personId)
                .query(RegisterReader::role)
                .list();
    }

    public List<RoleView> rolesAt(long companyId) {
        return jdbc.sql(ROLES_AT_COMPANY)
                .param("id", companyId)
                .query(RegisterReader::role)
                .list();
    }

    private Optional<EntityView> find(String sql, EntityKind kind, long id) {
        Map<Integer, String> feeds = feeds();
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> entity(row, kind, feeds))
                .optional();
    }

    private Map<Integer, String> feeds() {
        Map<Integer, String> feeds = new HashMap<>();
        jdbc.sql(FEEDS).query(row -> {
            feeds.put(row.getInt("id"), row.getString("name"));
        });
        return feeds;
    }

    private EntityView entity(ResultSet row, EntityKind kind, Map<Integer, String> feeds) throws SQLException {
        long id = row.getLong("id");
        Map<String, Known> known = lastChanges(id);
        Set<String> withheld = kind == EntityKind.PERSON ? withheld(id) : Set.of();
        List<FieldView> fields = new ArrayList<>();
        List<String> names = FieldCatalogue.fields(kind);
        Short[] provenance = (Short[]) row.getArray("provenance").getArray();
        for (int i = 0; i < names.size(); i++) {
            String feed = i < provenance.length ? feeds.get(provenance[i].intValue()) : null;
            fields.add(field(names.get(i), row.getString(FieldCatalogue.column(names.get(i))), feed, known, withheld));
        }
        further(row.getString("extra"), id)
                .properties()
                .forEach(extra -> fields.add(field(
                        extra.getKey(),
                        extra.getValue().path("value").textValue(),
                        feeds.get(extra.getValue().path("feed").asInt()),
                        known,
                        withheld)));
        return new EntityView(
                id,
                kind,
                row.getString("register_id"),
                fields,
                Times.instantOrNull(row, "restricted_at"),
                Times.instantOrNull(row, "deceased_at"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }

    private Set<String> withheld(long personId) {
        return jdbc.sql(WITHHELD).param("id", personId).query(String.class).set();
    }

    private static FieldView field(
            String name,
            @Nullable String value,
            @Nullable String feed,
            Map<String, Known> known,
            Set<String> withheld) {
        // It is empty, unless the person's data is restricted and must not be changed either.
        if (withheld.contains(name)) {
            return new FieldView(name, null, null, null, null, null, true);
        }
        Known last = known.get(name);
        return last == null
                ? new FieldView(name, value, feed, null, null, null, false)
                : new FieldView(
                        name,
                        value,
                        feed,
                        last.change().at(),
                        last.rule(),
                        last.change().runId(),
                        false);
    }

    private Map<String, Known> lastChanges(long entityId) {
        Map<String, Known> known = new HashMap<>();
        for (ChangeView change : history.ofEntity(entityId, null, CHANGES)) {
            change.fields().forEach(field -> known.putIfAbsent(field.name(), new Known(change, field.rule())));
        }
        return known;
    }

    private static JsonNode further(String extra, long id) {
        try {
            return JSON.readTree(extra);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The further fields of entity %d are no JSON.".formatted(id), e);
        }
    }

    private static RoleView role(ResultSet row, int number) throws SQLException {
        return new RoleView(
                row.getLong("person_id"),
                row.getString("person"),
                row.getLong("company_id"),
                row.getString("company"),
                row.getString("duty"),
                row.getString("feed"),
                Times.instant(row, "since"));
    }

    /** The newest change that touched a field. */
    private record Known(ChangeView change, String rule) {}
}
