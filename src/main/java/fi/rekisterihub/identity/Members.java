package fi.rekisterihub.identity;

import fi.rekisterihub.register.EntityKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stands in the way of calling two entities one, whatever their names and addresses say. */
@Repository
class Members {

    private static final String PERSONS = """
            select p.id, p.restricted_at is not null as restricted, p.deceased_at is not null as deceased,
                   exists (select from withheld_field w where w.person_id = p.id) as withheld, i.key as number,
                   md5(concat_ws(chr(31), %s)) as content
              from person p
              left join identity i on i.person_id = p.id and i.sealed is not null
             where p.id = any(:ids) and p.register_id = :register
            """;
    private static final String COMPANIES = """
            select id, restricted_at is not null as restricted, false as deceased, false as withheld, business_id as number,
                   md5(concat_ws(chr(31), %s)) as content
              from company where id = any(:ids) and register_id = :register
            """;

    private final JdbcClient jdbc;

    Members(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One entity.
     *
     * @param withheld a source withholds some of its data; whoever is one with it would have to give them up too
     * @param content hash of what is compared, so that those who are asked about stand in an order of their own and not in
     *     that in which they came
     * @param number the business ID, or the keyed hash of the person's national number
     */
    record Member(
            long id,
            boolean restricted,
            boolean deceased,
            boolean withheld,
            String content,
            @Nullable String number) {

        /** Whether only a person may say that the two are one. */
        boolean contradicts(Member other) {
            return deceased != other.deceased
                    || withheld
                    || other.withheld
                    || (number != null && other.number != null && !Objects.equals(number, other.number));
        }
    }

    /** Those of the ids that stand in the register. */
    Map<Long, Member> of(String registerId, ComparedFields fields, Collection<Long> ids) {
        Map<Long, Member> members = new HashMap<>();
        String columns =
                fields.columns().stream().map("coalesce(%s, '')"::formatted).collect(Collectors.joining(", "));
        jdbc.sql((fields.kind() == EntityKind.PERSON ? PERSONS : COMPANIES).formatted(columns))
                .param("ids", ids.toArray(Long[]::new))
                .param("register", registerId)
                .query((row, n) -> members.put(
                        row.getLong("id"),
                        new Member(
                                row.getLong("id"),
                                row.getBoolean("restricted"),
                                row.getBoolean("deceased"),
                                row.getBoolean("withheld"),
                                row.getString("content"),
                                row.getString("number"))))
                .list();
        return members;
    }
}
