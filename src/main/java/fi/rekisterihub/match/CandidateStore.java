package fi.rekisterihub.match;

import fi.rekisterihub.register.EntityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Finds, for a whole chunk at once, the entities that share an identifier with it. */
@Repository
public class CandidateStore {

    private static final String PERSONS_BY_KEY = """
            with known as materialized (select subject_key, person_id from person_key where subject_key = any(?))
            select id, null::text as business_id, family_name, given_name, email_key, phone_key
              from known join person on id = person_id
             where register_id = ? and subject_key in (email_key, phone_key)
            """;
    private static final String COLUMNS_OF_COMPANY =
            "select id, business_id, null::text as family_name, name as given_name, email_key, phone_key from company";
    private static final String BY_EMAIL = " where email_key = any(?) and register_id = ?";
    private static final String BY_PHONE = " where phone_key = any(?) and register_id = ?";
    private static final String BY_BUSINESS_ID = " where business_id = any(?) and register_id = ?";

    private final JdbcTemplate jdbc;

    CandidateStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    public List<Candidate> byEmail(EntityKind kind, String registerId, Collection<String> keys) {
        return find(kind == EntityKind.PERSON ? PERSONS_BY_KEY : COLUMNS_OF_COMPANY + BY_EMAIL, registerId, keys);
    }

    public List<Candidate> byPhone(EntityKind kind, String registerId, Collection<String> keys) {
        return find(kind == EntityKind.PERSON ? PERSONS_BY_KEY : COLUMNS_OF_COMPANY + BY_PHONE, registerId, keys);
    }

    public List<Candidate> companiesByBusinessId(String registerId, Collection<String> businessIds) {
        return find(COLUMNS_OF_COMPANY + BY_BUSINESS_ID, registerId, businessIds);
    }

    private List<Candidate> find(String sql, String registerId, Collection<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                sql,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", values.toArray()));
                    statement.setString(2, registerId);
                },
                CandidateStore::read);
    }

    private static Candidate read(ResultSet row, int number) throws SQLException {
        return new Candidate(
                row.getLong("id"),
                row.getString("business_id"),
                row.getString("family_name"),
                row.getString("given_name"),
                row.getString("email_key"),
                row.getString("phone_key"));
    }
}
