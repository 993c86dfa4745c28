package fi.rekisterihub.permission;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.FieldCatalogue;
import java.util.stream.Collectors;

/**
 * The question "who may be contacted" asked of a whole register in one statement, which is one moment. It says the same as
 * {@link PermissionStates} says of each person, and a test holds it to that; only hashed lists are looked up afterwards.
 */
final class ExtractSql {

    // Of those who were found to be one every prohibition counts, each other's permissions only since it was found, and
    // only one of them is in the extract.
    private static final String WHO = """
            with act as materialized (
                select person_id, state, counts_from from permission_act
                 where register_id = :register and purpose = :purpose and channel = :channel and scope in ('*', :scope)
                   and (list is null or list = any(:lists))),
            own as materialized (
                select person_id,
                       max(counts_from) filter (where state = 'prohibited') as p,
                       max(counts_from) filter (where state = 'granted') as g
                  from act group by person_id),
            linked as materialized (
                select part_id as id, head_id, since from entity_link where register_id = :register
                union all
                select distinct head_id, head_id, null::timestamptz from entity_link where register_id = :register),
            one as (
                select a.id, a.head_id,
                       max(t.counts_from) filter (where t.state = 'prohibited') as p,
                       max(t.counts_from) filter (where t.state = 'granted'
                                                    and (b.id = a.id or t.counts_from >= greatest(a.since, b.since))) as g
                  from linked a
                  join linked b on b.head_id = a.head_id
                  left join act t on t.person_id = b.id
                 group by a.id, a.head_id),
            out as materialized (
                select distinct o.head_id
                  from one o join person x on x.id = o.id
                 where x.restricted_at is not null or x.deceased_at is not null
                    or not case when o.p is null then o.g is not null or :free else coalesce(o.g > o.p, false) end),
            speaker as materialized (
                select k.head_id, min(x.id) as id
                  from linked k join person x on x.id = k.id where x.%1$s is not null group by k.head_id)
            select p.id%2$s
              from person p
              left join own o on o.person_id = p.id
              left join linked k on k.id = p.id
             where p.register_id = :register and p.restricted_at is null and p.deceased_at is null
               and p.%1$s is not null
               and case when k.id is null
                        then case when o.p is null then o.g is not null or :free else coalesce(o.g > o.p, false) end
                        else p.id in (select id from speaker) and k.head_id not in (select head_id from out) end
               and p.%1$s not in (select subject_key from suppression
                                         where register_id = :register and lifted_at is null)
               and p.%1$s not in (select subject_key from undeliverable)
            """;

    private static final String IN_REGISTER = "select count(*) from person where register_id = :register";

    private ExtractSql() {}

    static String who(ExtractRequest request) {
        String fields =
                request.fields().stream().map(field -> ", " + value(field)).collect(Collectors.joining());
        return WHO.formatted(key(request.channel()), fields);
    }

    static String inRegister() {
        return IN_REGISTER;
    }

    /** What a person must have to be reached by the channel. */
    private static String key(String channel) {
        return switch (channel) {
            case "email" -> "email_key";
            case "phone", "sms" -> "phone_key";
            case "post" -> "post_key";
            default -> throw new IllegalArgumentException("No channel '%s'.".formatted(channel));
        };
    }

    /** The names of fields come from the profile, whose reader lets letters and digits through and nothing else. */
    private static String value(String field) {
        return FieldCatalogue.fields(EntityKind.PERSON).contains(field)
                ? "p." + FieldCatalogue.column(field)
                : "p.extra -> '%s' ->> 'value'".formatted(field);
    }
}
