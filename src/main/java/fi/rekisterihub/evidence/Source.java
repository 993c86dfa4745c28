package fi.rekisterihub.evidence;

import java.util.Locale;

/**
 * What is sealed. Each source is a table to which rows are only added, in the order of a number that its own sequence gives,
 * and a statement that reads the rows with numbers above {@code :after} and up to {@code :until} in their order as
 * {@code (id, register_id, entity_id, recipient, keys, at, kind, facts, outline, contents)}. A row reads the same whenever
 * it is read; facts are texts, whole numbers and booleans, times by {@code evidence_time}. Whatever could be personal is in {@code contents}, of which only a salted hash is sealed; whoever takes it
 * out calls {@code forget_sealed}. To seal another table is one entry more here, at the end: the names go into the chain.
 */
enum Source {
    /** What people have allowed and forbidden, under which keys. */
    PERMISSION_EVENT("permission_event", "id", """
            select e.id, e.register_id, s.entity_id, null as recipient, s.keys, e.recorded_at as at, e.state as kind,
                   jsonb_strip_nulls(jsonb_build_object(
                       'purpose', e.purpose, 'channel', e.channel, 'scope', e.scope, 'origin', e.source,
                       'byPerson', e.by_person, 'saidAt', evidence_time(e.event_time),
                       'countsFrom', evidence_time(e.counts_from), 'repeats', nullif(e.repeats, false))) as facts,
                   null::text[] as outline, nullif(e.evidence, '{}')::text as contents
              from permission_event e
             cross join lateral (
                   select min(substr(p.subject_key, 8)::bigint) filter (where starts_with(p.subject_key, 'person:'))
                              as entity_id,
                          array_agg(regexp_replace(p.subject_key, '^person:', 'entity:') order by p.subject_key) as keys
                     from permission_subject p where p.event_id = e.id and not p.inherited) s
             where e.id > :after and e.id <= :until
             order by e.id
            """),

    /** What was decided to be told to whom. The contents are the payload. */
    NOTICE_DELIVERY("notice_delivery", "number", """
            select d.number as id, n.register_id, d.entity_id, d.recipient, null::text[] as keys, d.created_at as at,
                   n.kind,
                   jsonb_strip_nulls(jsonb_build_object(
                       'notice', n.id, 'delivery', d.id, 'cause', n.cause, 'noticedAt', evidence_time(n.created_at),
                       'saidThere', nullif(d.origin, false))) as facts,
                   case when jsonb_typeof(d.payload -> 'fields') = 'object'
                        then array(select jsonb_object_keys(d.payload -> 'fields') order by 1) end as outline,
                   d.payload::text as contents
              from notice_delivery d join notice n on n.id = d.notice_id
             where d.number > :after and d.number <= :until
             order by d.number
            """),

    /** How each delivery came to its end, or was put on its way again. The contents are the recipient's words. */
    NOTICE_EVENT("notice_event", "id", """
            select e.id, e.register_id, e.person_id as entity_id, e.recipient, null::text[] as keys, e.at,
                   e.status as kind, jsonb_build_object('delivery', e.delivery_id, 'attempts', e.attempts) as facts,
                   null::text[] as outline, e.words as contents
              from notice_event e
             where e.id > :after and e.id <= :until
             order by e.id
            """),

    /** Who did what, and who looked at whom. The contents are the user's name and words. */
    AUDIT("audit", "id", """
            select a.id, null as register_id, a.entity_id, null as recipient, null::text[] as keys, a.at,
                   a.action as kind, jsonb_build_object() as facts, null::text[] as outline,
                   jsonb_build_object('who', a.who, 'detail', a.detail)::text as contents
              from audit a
             where a.id > :after and a.id <= :until
             order by a.id
            """),

    /** How opt-out lists were applied. */
    OPTOUT_EVENT("optout_event", "id", """
            select o.id, null as register_id, null::bigint as entity_id, null as recipient, null::text[] as keys, o.at,
                   'applied' as kind,
                   jsonb_build_object('list', o.list, 'run', o.run_id, 'listed', o.listed, 'ended', o.ended,
                                      'rowsSha256', o.rows_sha256) as facts,
                   null::text[] as outline, null as contents
              from optout_event o
             where o.id > :after and o.id <= :until
             order by o.id
            """),

    /** Who must not come back. */
    SUPPRESSION("suppression", "id", """
            select s.id, s.register_id, null::bigint as entity_id, null as recipient, array[s.subject_key] as keys, s.at,
                   'suppressed' as kind, jsonb_build_object() as facts, null::text[] as outline, s.reason as contents
              from suppression s
             where s.id > :after and s.id <= :until
             order by s.id
            """),

    /** Who was found to be one with whom, or two again. */
    IDENTITY_EVENT("identity_event", "id", """
            select i.id, i.register_id, i.part_id as entity_id, null as recipient,
                   array(select distinct 'entity:' || h from unnest(array[i.head_before, i.head_after]) as h
                          where h <> i.part_id order by 1) as keys,
                   i.at, i.cause as kind,
                   jsonb_build_object('headBefore', i.head_before, 'headAfter', i.head_after) as facts,
                   null::text[] as outline, i.actor as contents
              from identity_event i
             where i.id > :after and i.id <= :until
             order by i.id
            """),

    /** Which sealed contents were changed or taken out since. */
    FORGOTTEN("evidence_forgotten", "id", """
            select f.id, null as register_id, f.entity_id, null as recipient, null::text[] as keys, f.at,
                   'contents-gone' as kind, jsonb_build_object('of', f.source, 'id', f.source_id) as facts,
                   null::text[] as outline, null as contents
              from evidence_forgotten f
             where f.id > :after and f.id <= :until
             order by f.id
            """),

    /** What people asked for by their rights, and each step that was taken. The contents are the details and who took it. */
    SUBJECT_EVENT("subject_event", "id", """
            select e.id, e.register_id, e.person_id as entity_id, null as recipient, null::text[] as keys, e.at,
                   e.what as kind,
                   jsonb_strip_nulls(jsonb_build_object('request', e.request_id, 'ground', e.ground)) as facts,
                   null::text[] as outline, jsonb_build_object('who', e.who, 'detail', e.detail)::text as contents
              from subject_event e
             where e.id > :after and e.id <= :until
             order by e.id
            """),

    /** What was restricted, held and erased. The contents are the counts, the keys that stay away, and who did it. */
    ERASURE_EVENT("erasure_event", "id", """
            select e.id, e.register_id, e.person_id as entity_id, null as recipient, null::text[] as keys, e.at,
                   e.what as kind, jsonb_build_object('cause', e.cause) as facts, null::text[] as outline,
                   jsonb_build_object('who', e.who, 'detail', e.detail)::text as contents
              from erasure_event e
             where e.id > :after and e.id <= :until
             order by e.id
            """),

    /** What was purged because its time was over, by which rules and from which days. */
    RETENTION_EVENT("retention_event", "id", """
            select e.id, e.register_id, e.person_id as entity_id, null as recipient, null::text[] as keys, e.at,
                   e.happened as kind,
                   jsonb_strip_nulls(jsonb_build_object(
                       'rules', nullif(array_to_string(e.rules, ', '), ''), 'anchors', nullif(e.anchors, '{}')::text,
                       'count', e.count, 'run', e.run_id)) as facts,
                   nullif(e.fields, '{}') as outline, jsonb_build_object('who', e.who)::text as contents
              from retention_event e
             where e.id > :after and e.id <= :until
             order by e.id
            """),

    /** What was told to research and authorities. The contents are the recipient, the ground, and who handed it over. */
    DISCLOSURE("disclosure", "id", """
            select d.id, d.register_id, d.person_id as entity_id, null as recipient, null::text[] as keys, d.at,
                   d.what as kind, jsonb_build_object('digest', d.digest) as facts, d.fields as outline,
                   jsonb_build_object('recipient', d.recipient, 'ground', d.ground, 'who', d.who)::text as contents
              from disclosure d
             where d.id > :after and d.id <= :until
             order by d.id
            """),

    /** What recipients answered, by the hash of what came and, where they sign, with their signature. */
    NOTICE_ANSWER("notice_answer", "id", """
            select a.id, n.register_id, d.entity_id, d.recipient, null::text[] as keys, a.at, a.outcome as kind,
                   jsonb_strip_nulls(jsonb_build_object(
                       'delivery', a.delivery_id, 'way', a.way, 'effect', a.effect, 'digest', a.digest,
                       'signedBy', a.signed_by, 'signature', a.signature)) as facts,
                   null::text[] as outline, null as contents
              from notice_answer a
              left join notice_delivery d on d.id = a.delivery_id
              left join notice n on n.id = d.notice_id
             where a.id > :after and a.id <= :until
             order by a.id
            """);

    private final String table;
    private final String number;
    private final String rows;

    Source(String table, String number, String rows) {
        this.table = table;
        this.number = number;
        this.rows = rows;
    }

    /** In entries: {@code notice-delivery}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Source of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String table() {
        return table;
    }

    /** The column with the number. */
    String number() {
        return number;
    }

    String rows() {
        return rows;
    }
}
