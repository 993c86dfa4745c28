package fi.rekisterihub.register;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who does what at which company. */
@Repository
public class Roles {

    private static final String OF_PERSONS = """
            select person_id, company_id, duty from role where person_id = any(?)
            """;
    private static final String PUT = """
            insert into role (person_id, company_id, duty, feed_id) values (?, ?, ?, ?)
            on conflict (person_id, company_id) do update set duty = excluded.duty, feed_id = excluded.feed_id
            """;

    private static final String TOLD_BY = """
            select r.person_id, r.company_id, r.duty, c.business_id
              from role r join company c on c.id = r.company_id join feed f on f.id = r.feed_id
             where r.person_id = any(?) and f.name = ?
             order by r.person_id, r.company_id
            """;
    private static final String DUTY_BACK = "update role set duty = ? where person_id = ? and company_id = ?";
    private static final String OUT = "delete from role where person_id = ? and company_id = ?";

    private final JdbcTemplate jdbc;
    private final Feeds feeds;

    Roles(DataSource dataSource, Feeds feeds) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.feeds = feeds;
    }

    public Map<Place, String> of(Collection<Long> personIds) {
        Map<Place, String> roles = new HashMap<>();
        if (!personIds.isEmpty()) {
            jdbc.query(
                    OF_PERSONS,
                    statement -> statement.setArray(
                            1, statement.getConnection().createArrayOf("bigint", personIds.toArray())),
                    row -> {
                        roles.put(new Place(row.getLong(1), row.getLong(2)), String.valueOf(row.getString(3)));
                    });
        }
        return roles;
    }

    public void put(List<Role> roles, String feed) {
        if (roles.isEmpty()) {
            return;
        }
        short feedId = feeds.id(feed);
        jdbc.batchUpdate(PUT, roles, 1_000, (statement, role) -> {
            statement.setLong(1, role.place().personId());
            statement.setLong(2, role.place().companyId());
            statement.setString(3, role.duty());
            statement.setShort(4, feedId);
        });
    }

    /** What this feed was the last to tell of the persons' places at companies. */
    public List<Told> toldBy(Collection<Long> personIds, String feed) {
        return jdbc.query(
                TOLD_BY,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("bigint", personIds.toArray()));
                    statement.setString(2, feed);
                },
                (row, n) -> new Told(
                        new Role(new Place(row.getLong(1), row.getLong(2)), row.getString(3)), row.getString(4)));
    }

    /** Takes roles out that nobody tells of any more. */
    public void end(List<Place> places) {
        jdbc.batchUpdate(OUT, places, 1_000, (statement, place) -> {
            statement.setLong(1, place.personId());
            statement.setLong(2, place.companyId());
        });
    }

    /** Puts back what a person did at a company before; takes the role out when nobody knew of one. */
    public void takeBack(Place place, @Nullable String duty, boolean known) {
        jdbc.update(known ? DUTY_BACK : OUT, statement -> {
            int at = 1;
            if (known) {
                statement.setString(at++, duty);
            }
            statement.setLong(at++, place.personId());
            statement.setLong(at, place.companyId());
        });
    }

    /** @param businessId of the company, null when it is not known */
    public record Told(Role role, @Nullable String businessId) {}

    /** A person at a company. */
    public record Place(long personId, long companyId) {}

    /** @param duty what they do there, null when that was not told */
    public record Role(Place place, @Nullable String duty) {}
}
