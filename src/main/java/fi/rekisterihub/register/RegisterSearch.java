package fi.rekisterihub.register;

import fi.rekisterihub.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds companies and persons by what people type: the beginning of a name, a Y-tunnus, a whole e-mail address or
 * phone number, or nothing at all, which gives the newest. Every way goes by an index, so that a register of a
 * million persons answers as fast as a small one.
 */
@Component
public final class RegisterSearch {

    private static final Pattern BUSINESS_ID = Pattern.compile("\\d{6,7}-\\d");

    /** Read off the index of names by jumping from one register to the next. */
    private static final String REGISTERS = """
            with recursive jump as (
                (select min(register_id) as id from company)
                union all
                select (select min(register_id) from company where register_id > jump.id) from jump where jump.id is not null)
            select id from jump where id is not null
            """;

    private static final String COMPANIES = """
            with hit as materialized (
                select id from company
                 where register_id = any(:registers) and lower(name) like :prefix and (:after::bigint is null or id < :after))
            select c.id, c.register_id, c.name, c.business_id, c.industry as detail, c.city, c.updated_at
              from (select id from hit order by id desc limit :most) h
              join company c on c.id = h.id
             order by c.id desc
            """;
    private static final String COMPANY_BY_BUSINESS_ID = """
            select id, register_id, name, business_id, industry as detail, city, updated_at
              from company where register_id = any(:registers) and business_id = :businessId
             order by id desc
            """;
    private static final String NEWEST_COMPANIES = """
            select id, register_id, name, business_id, industry as detail, city, updated_at
              from company where (:after::bigint is null or id < :after)
             order by id desc limit :most
            """;
    private static final String PERSON_COLUMNS = """
            select p.id, p.register_id, concat_ws(' ', p.given_name, p.family_name) as name, null as business_id,
                   p.title as detail, p.city, p.updated_at
            """;
    private static final String PERSONS = """
            with hit as materialized (
                select id from person
                 where lower(family_name) like any(:families)
                   and (:second = '%' or lower(given_name) like any(:givens))
                   and (:after::bigint is null or id < :after))
            """ + PERSON_COLUMNS + """
              from (select id from hit order by id desc limit :most) h
              join person p on p.id = h.id
             order by p.id desc
            """;
    private static final String PERSONS_BY_KEY = PERSON_COLUMNS + """
              from person p
             where p.id = any(array(select k.person_id from person_key k
                                     where k.subject_key in (:email, :phone)))
               and (p.email_key = :email or p.phone_key = :phone)
               and (:after::bigint is null or p.id < :after)
             order by p.id desc limit :most
            """;
    private static final String NEWEST_PERSONS = PERSON_COLUMNS + """
              from person p where (:after::bigint is null or p.id < :after)
             order by p.id desc limit :most
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys keys;

    RegisterSearch(JdbcClient jdbc, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** Newest first; {@code after} is the id of the last row of the page before. */
    public List<EntityRow> companies(String text, @Nullable Long after, int most) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return page(NEWEST_COMPANIES, after, most)
                    .query(RegisterSearch::row)
                    .list();
        }
        if (BUSINESS_ID.matcher(words).matches()) {
            return jdbc.sql(COMPANY_BY_BUSINESS_ID)
                    .param("registers", registers())
                    .param("businessId", words)
                    .query(RegisterSearch::row)
                    .list();
        }
        return page(COMPANIES, after, most)
                .param("registers", registers())
                .param("prefix", prefix(words))
                .query(RegisterSearch::row)
                .list();
    }

    /** Newest first. Two words are a given and a family name in either order. */
    public List<EntityRow> persons(String text, @Nullable Long after, int most) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return page(NEWEST_PERSONS, after, most).query(RegisterSearch::row).list();
        }
        if (words.contains("@") || words.matches("[+()\\d\\s-]{6,}")) {
            return page(PERSONS_BY_KEY, after, most)
                    .param("email", keys.email(words))
                    .param("phone", keys.phone(words))
                    .query(RegisterSearch::row)
                    .list();
        }
        String[] two = words.split("\\s+", 2);
        String first = prefix(two[0]);
        String second = two.length == 2 ? prefix(two[1]) : "%";
        return page(PERSONS, after, most)
                .param("families", two.length == 2 ? new String[] {first, second} : new String[] {first})
                .param("givens", new String[] {first, second})
                .param("second", second)
                .query(RegisterSearch::row)
                .list();
    }

    private JdbcClient.StatementSpec page(String sql, @Nullable Long after, int most) {
        return jdbc.sql(sql).param("after", after).param("most", most);
    }

    private String[] registers() {
        return jdbc.sql(REGISTERS).query(String.class).list().toArray(String[]::new);
    }

    private static String prefix(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static EntityRow row(ResultSet row, int number) throws SQLException {
        String name = row.getString("name");
        return new EntityRow(
                row.getLong("id"),
                row.getString("register_id"),
                name == null || name.isBlank() ? "#" + row.getLong("id") : name,
                row.getString("business_id"),
                row.getString("detail"),
                row.getString("city"),
                Times.instant(row, "updated_at"));
    }
}
