package fi.rekisterihub.notice;

import fi.rekisterihub.register.ErasureRest;
import fi.rekisterihub.register.KeepsPersonalData;
import fi.rekisterihub.register.PersonTraces;
import fi.rekisterihub.register.SubjectKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What others were told of an erased person. That they were, of which fields, when and with which receipt stays as proof; the
 * values go. What has not gone out yet does not go out any more, since the notice of the erasure says more. An opt-out does: the
 * provider would else go on writing; it keeps the address until the provider was seen to keep it silent, and no longer.
 */
@Repository
public class ErasedNotices implements KeepsPersonalData {

    // What else a payload may hold than the address and the values.
    private static final String HARMLESS = "'entity', 'of', 'purpose', 'channel', 'scope', 'state', 'eventTime'";

    private static final String WITHOUT_VALUES = """
            coalesce((select jsonb_object_agg(h.key, h.value) from jsonb_each(d.payload) h where h.key in (%s)), '{}')
            || case when jsonb_typeof(d.payload -> 'fields') = 'object'
                    then jsonb_build_object('fields', coalesce(
                         (select jsonb_object_agg(f.key, case when f.value = 'null' then f.value
                                                              else '{"erased": true}'::jsonb end)
                            from jsonb_each(d.payload -> 'fields') f), '{}'))
                    else '{}' end
            """.formatted(HARMLESS);
    private static final String THEIRS = """
             where n.id = d.notice_id
               and (d.entity_id = any(:ids)
                    or d.entity_id is null and n.register_id = :register and d.payload ->> 'email' = any(:emails))
            """;
    // A provider is believed when it was seen: until then it is looked at, and may have to be told again.
    private static final String IS_ON_ITS_WAY =
            "(d.status in ('new', 'claimed', 'dead') or d.status = 'sent' and d.check_at is not null)";
    private static final String IS_OPT_OUT_ON_ITS_WAY = "(n.kind = 'opt-out' and " + IS_ON_ITS_WAY + ")";
    private static final String COUNT = """
            select count(*) from notice_delivery d
             where d.entity_id = any(:ids) or d.entity_id is null and d.payload ->> 'email' = any(:emails)
            """;
    private static final String ON_THEIR_WAY =
            "select d.id::text from notice_delivery d, notice n\n" + THEIRS + " and " + IS_OPT_OUT_ON_ITS_WAY;
    private static final String EMPTY =
            """
            update notice_delivery d
               set payload = %s, check_at = null, answer_reason = null,
                   last_error = case when d.status in ('new', 'claimed', 'dead')
                                     then 'Not told any more: the person was erased.' else d.last_error end,
                   lease = case when d.status in ('new', 'claimed', 'dead') then null else d.lease end,
                   claimed_until = null,
                   status = case when d.status in ('new', 'claimed', 'dead') then 'refused' else d.status end
            """.formatted(WITHOUT_VALUES) + "  from notice n\n" + THEIRS + " and not " + IS_OPT_OUT_ON_ITS_WAY;
    private static final String EMPTY_ONE = """
            update notice_delivery d set payload = %s, check_at = null, answer_reason = null
             where d.id = :id::uuid and not %s
            """.formatted(WITHOUT_VALUES, IS_ON_ITS_WAY);
    private static final String STILL_ON_ITS_WAY = """
            select %s from notice_delivery d where d.id = :id::uuid
            """.formatted(IS_ON_ITS_WAY);

    private final JdbcClient jdbc;
    private final ErasureRest rest;

    ErasedNotices(JdbcClient jdbc, ErasureRest rest) {
        this.jdbc = jdbc;
        this.rest = rest;
    }

    @Override
    public String place() {
        return "notices";
    }

    @Override
    public long count(PersonTraces person) {
        return jdbc.sql(COUNT)
                .param("ids", person.ids())
                .param("emails", emails(person))
                .query(Long.class)
                .single();
    }

    @Override
    public long erase(PersonTraces person) {
        awaitOptOuts(person);
        return asked(EMPTY, person).update();
    }

    /** From these the address goes when they have arrived. In the caller's transaction. */
    public void awaitOptOuts(PersonTraces person) {
        rest.add(
                person.registerId(),
                ErasureRest.What.OPT_OUT,
                asked(ON_THEIR_WAY, person).query(String.class).list());
    }

    /** Takes the address out of an opt-out that was on its way; false while it still is, or has not been seen to be kept. */
    public boolean eraseArrived(String delivery) {
        Optional<Boolean> onItsWay = jdbc.sql(STILL_ON_ITS_WAY)
                .param("id", delivery)
                .query(Boolean.class)
                .optional();
        if (onItsWay.orElse(false)) {
            return false;
        }
        jdbc.sql(EMPTY_ONE).param("id", delivery).update();
        return true;
    }

    private JdbcClient.StatementSpec asked(String sql, PersonTraces person) {
        return jdbc.sql(sql)
                .param("ids", person.ids())
                .param("register", person.registerId())
                .param("emails", emails(person));
    }

    /** As opt-outs of nobody known carry them. */
    private static String[] emails(PersonTraces person) {
        Set<String> normal = person.values("email").stream()
                .map(SubjectKeys::normalEmail)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return List.copyOf(normal).toArray(String[]::new);
    }
}
