-- Companies, persons, their roles, and the history of every field.
-- A field that every register knows has a column; what only some profiles know is kept in `extra`.

create table feed (
    id   smallint generated always as identity primary key,
    name text not null unique
);
comment on table feed is 'Every source of values that this hub has met; provenance arrays hold these ids.';

-- One sequence for companies and persons: an entity id says by itself what it names. It is taken a thousand at a time.
create sequence entity_id increment by 1000;

create table company (
    id                bigint primary key default nextval('entity_id'),
    register_id       text        not null,
    business_id       text,
    name              text,
    auxiliary_name    text,
    company_form      text,
    street            text,
    postal_code       text,
    city              text,
    country           text,
    phone             text,
    email             text,
    website           text,
    industry_code     text,
    industry          text,
    turnover_class    text,
    personnel_class   text,
    status            text,
    extra             jsonb       not null default '{}',
    provenance        smallint[]  not null default '{}',
    email_key         text collate "C",
    phone_key         text collate "C",
    restricted_at     timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    version           integer     not null default 1
) with (fillfactor = 85);
comment on column company.provenance is 'The feed id of each column field, at the field''s place in the catalogue (1-based); 0 where no feed has told it.';
create unique index company_by_business_id on company (register_id, business_id) where business_id is not null;
create index company_by_name on company (register_id, lower(name) text_pattern_ops);
create index company_by_email on company (email_key) where email_key is not null;
create index company_by_phone on company (phone_key) where phone_key is not null;

create table person (
    id                bigint primary key default nextval('entity_id'),
    register_id       text        not null,
    family_name       text,
    given_name        text,
    other_given_names text,
    title             text,
    email             text,
    phone             text,
    street            text,
    postal_code       text,
    city              text,
    country           text,
    language          text,
    birth_year        text,
    extra             jsonb       not null default '{}',
    provenance        smallint[]  not null default '{}',
    email_key         text collate "C",
    phone_key         text collate "C",
    post_key          text collate "C",
    restricted_at     timestamptz,
    deceased_at       timestamptz,
    created_at        timestamptz not null default now(),
    collected_on      date        not null generated always as ((created_at at time zone 'Europe/Helsinki')::date) stored,
    updated_at        timestamptz not null default now(),
    version           integer     not null default 1
) with (fillfactor = 85);
comment on column person.email_key is 'Keyed hash of the normalised address: joins the person to the permission ledger and to opt-out lists.';
comment on column person.collected_on is 'The day in Finland, from which clocks run: to work it out for a million persons takes as long as to read them.';
create index person_by_name on person (lower(family_name) text_pattern_ops);
comment on column person.post_key is 'Read from the person to the lists, never the other way, so it has no index.';

-- By what a person is spoken to, or was before: an opt-out of an old address is still theirs. The keys are not
-- indexed where they stand in the person, so that a feed that moves a person rewrites that one row and no index of it.
create table person_key (
    subject_key text collate "C" not null,
    person_id   bigint not null,
    primary key (subject_key, person_id)
) with (fillfactor = 85);
comment on table person_key is 'Everybody who has a key or has had it; whose it is now, the persons say. Follows them by triggers. No foreign key: it would be asked once for every row of a bulk load.';

-- What a person was spoken to by before, in the order in which they left it.
create table former_keys (
    person_id    bigint      not null,
    subject_keys text[] collate "C" not null,
    until        timestamptz not null
);
create index former_keys_by_person on former_keys (person_id);
comment on column former_keys.until is 'When the person last had them.';

-- Once a statement and not once a row: a feed may bring or move a million persons. In the order of the index, whose
-- neighbouring pages are then at hand.
create function keep_first_keys() returns trigger language plpgsql as $$
begin
    insert into person_key (subject_key, person_id)
    select email_key, id from after_it where email_key is not null
    union all
    select phone_key, id from after_it where phone_key is not null
     order by 1;
    return null;
end $$;
create trigger person_has_keys after insert on person
    referencing new table as after_it
    for each statement execute function keep_first_keys();

-- A key is looked up at a time, whatever the planner thinks of tables that it has not counted yet. Two that give a person the
-- same key wait for each other at the person, so whoever comes second finds it there.
create function keep_changed_keys() returns trigger language plpgsql set enable_seqscan = off as $$
begin
    with moved as materialized (
        select o.id, o.email_key as old_email, n.email_key as new_email, o.phone_key as old_phone,
               n.phone_key as new_phone, o.post_key as old_post, n.post_key as new_post
          from before_it o
          join after_it n on n.id = o.id
         where o.email_key is distinct from n.email_key or o.phone_key is distinct from n.phone_key
            or o.post_key is distinct from n.post_key),
    left_behind as (
        insert into former_keys (person_id, subject_keys, until)
        select id, subject_keys, now()
          from (select id, array_remove(array[
                           case when old_email is distinct from new_email then old_email end,
                           case when old_phone is distinct from new_phone then old_phone end,
                           case when old_post is distinct from new_post then old_post end], null) as subject_keys
                  from moved) f
         where subject_keys <> '{}')
    insert into person_key (subject_key, person_id)
    select subject_key, id
      from (select new_email as subject_key, id from moved where old_email is distinct from new_email
            union all
            select new_phone, id from moved where old_phone is distinct from new_phone) n
     where subject_key is not null
       and not exists (select from person_key k where k.subject_key = n.subject_key and k.person_id = n.id)
     order by 1;
    return null;
end $$;
create trigger person_keeps_keys after update on person
    referencing old table as before_it new table as after_it
    for each statement execute function keep_changed_keys();

create function forget_keys() returns trigger language plpgsql as $$
begin
    with had as (
        select id, unnest(array[email_key, phone_key]) as subject_key from gone
        union all
        select f.person_id, unnest(f.subject_keys) from former_keys f where f.person_id in (select id from gone))
    delete from person_key k using had h where k.subject_key = h.subject_key and k.person_id = h.id;
    delete from former_keys where person_id in (select id from gone);
    return null;
end $$;
create trigger person_takes_keys_along after delete on person
    referencing old table as gone
    for each statement execute function forget_keys();

-- By which national number a person is followed at a source. The number is asked with, so it is kept, but sealed.
create table identity (
    register_id text        not null,
    key         text collate "C" not null,
    person_id   bigint      not null references person on delete cascade,
    sealed      bytea,
    portion     integer,
    since       timestamptz not null default now(),
    primary key (register_id, key)
);
create unique index identity_current on identity (person_id) where sealed is not null;
create index identity_by_portion on identity (portion) where portion is not null;
create index identity_by_person on identity (person_id);
comment on column identity.key is 'Keyed hash of the number, its sign included.';
comment on column identity.sealed is 'The number, encrypted; null for one that the person had before, which is recognised but not asked for.';
comment on column identity.portion is 'With which others it is asked in one call; each portion has a cursor of its own.';

-- What must not be in the register while a source withholds it. No reason is kept, because none may be told.
create table withheld_field (
    person_id bigint      not null references person on delete cascade,
    field     text        not null,
    feed      text        not null,
    since     timestamptz not null default now(),
    primary key (person_id, field, feed)
);

-- The person has forbidden customer registers to be updated from this source; other sources go on.
create table update_ban (
    person_id bigint      not null references person on delete cascade,
    feed      text        not null,
    since     timestamptz not null default now(),
    primary key (person_id, feed)
);

create table role (
    person_id  bigint      not null references person on delete cascade,
    company_id bigint      not null references company on delete cascade,
    duty       text,
    feed_id    smallint    not null references feed,
    since      timestamptz not null default now(),
    primary key (person_id, company_id)
);
create index role_by_company on role (company_id);

-- Which entities are one. Nothing is moved when it is found out: each keeps its row, its records and its history, and to
-- take it back is to take a row away. The oldest of them is the head, by whose id all of them are known.
create table entity_link (
    part_id     bigint      primary key,
    head_id     bigint      not null,
    register_id text        not null,
    since       timestamptz not null default now(),
    check (part_id > head_id)
);
create index entity_link_by_head on entity_link (head_id);

-- Everybody who is one with one of these, themselves included. Asked of every opt-out several times: PL/pgSQL keeps the
-- plan of a statement, a function in SQL would make it anew each time.
create function all_parts(ids bigint[]) returns bigint[] language plpgsql stable as $$
begin
    return array(
        with head as (
            select distinct coalesce(l.head_id, i.id) as id
              from unnest(ids) as i(id) left join entity_link l on l.part_id = i.id)
        select id from head
        union
        select part_id from entity_link where head_id in (select id from head));
end $$;

-- When a head leaves the register, the next oldest part is the head.
create function heir_of_links() returns trigger language plpgsql as $$
begin
    if not exists (select from entity_link) then
        return null;
    end if;
    delete from entity_link where part_id in (select id from gone);
    with orphan as (
        select l.part_id, min(l.part_id) over (partition by l.head_id) as heir
          from entity_link l where l.head_id in (select id from gone)),
    crowned as (delete from entity_link l using orphan o where l.part_id = o.part_id and o.part_id = o.heir)
    update entity_link l set head_id = o.heir from orphan o where l.part_id = o.part_id and o.part_id <> o.heir;
    return null;
end $$;
create trigger person_leaves_links after delete on person
    referencing old table as gone for each statement execute function heir_of_links();
create trigger company_leaves_links after delete on company
    referencing old table as gone for each statement execute function heir_of_links();

-- What a steward knows better than the sources: why, and until when. The value itself stands in the entity, told by the
-- steward's source; here is no value, so that nothing is left here when it must go.
create table field_override (
    id            bigint      generated always as identity primary key,
    register_id   text        not null,
    entity        text        not null check (entity in ('company', 'person')),
    entity_id     bigint      not null,
    field         text        not null,
    feed          text        not null,
    reason        text        not null check (reason <> ''),
    until         date,
    set_by        text        not null,
    at            timestamptz not null default now(),
    ended_at      timestamptz,
    ended_because text        check (ended_because in ('expired', 'lifted', 'replaced')),
    ended_by      text,
    check ((ended_at is null) = (ended_because is null))
);
create unique index field_override_in_force on field_override (entity_id, field) where ended_at is null;
create index field_override_by_entity on field_override (entity_id);
create index field_override_by_day on field_override (until) where ended_at is null and until is not null;
comment on column field_override.reason is 'For the register''s own people: never told to a processor.';
comment on column field_override.until is 'The last day on which it holds; null for one that somebody must lift.';
comment on column field_override.ended_by is 'Null when its day had passed.';

-- A source says otherwise than a person or a steward has said of a field: the field stays, and somebody is asked. One row for
-- each source that disagrees; a settled one asks again only when it says something new, or something new is said against it.
create table field_conflict (
    id            bigint      generated always as identity primary key,
    register_id   text        not null,
    entity        text        not null check (entity in ('company', 'person')),
    entity_id     bigint      not null,
    field         text        not null,
    stands        text,
    stands_feed   text        not null,
    says          text        not null,
    says_feed     text        not null,
    run_id        bigint      not null,
    at            timestamptz not null default now(),
    status        text        not null default 'open' check (status in ('open', 'kept', 'taken', 'gone')),
    later_until   timestamptz,
    gone_at       timestamptz,
    decided_by    text,
    decided_at    timestamptz,
    reason        text,
    ended_override bigint,
    unique (entity_id, field, says_feed),
    check ((status in ('kept', 'taken')) = (decided_by is not null)),
    check ((decided_by is null) = (reason is null))
);
create index field_conflict_open on field_conflict (register_id, id) where status = 'open';
comment on column field_conflict.stands is 'What the person or the steward has said; null when they have said that there is none.';
comment on column field_conflict.status is 'gone: nobody disagrees any more, or something else stands since.';
comment on column field_conflict.gone_at is 'With an answer to another source at the same time: an undo of that answer asks this one too again.';
comment on column field_conflict.reason is 'For the register''s own people: never told to a processor.';
comment on column field_conflict.ended_override is 'The override that ended when the source''s word was taken; an undo sets it again.';

create function override_ends_with_entity() returns trigger language plpgsql as $$
begin
    delete from field_override where entity_id in (select id from gone);
    delete from field_conflict where entity_id in (select id from gone);
    return null;
end $$;
create trigger person_takes_overrides_along after delete on person
    referencing old table as gone for each statement execute function override_ends_with_entity();
create trigger company_takes_overrides_along after delete on company
    referencing old table as gone for each statement execute function override_ends_with_entity();

create view contact_point as
select id as entity_id, register_id, 'person' as entity, 'email' as kind, email as value, email_key as subject_key
  from person where email is not null
union all
select id, register_id, 'person', 'phone', phone, phone_key from person where phone is not null
union all
select id, register_id, 'company', 'email', email, email_key from company where email is not null
union all
select id, register_id, 'company', 'phone', phone, phone_key from company where phone is not null;

-- Which fields a record changed and by which rules: the same few patterns over and over, so each is kept once.
create table change_shape (
    id          integer generated always as identity primary key,
    fingerprint uuid   not null unique,
    fields      text[] not null,
    rules       text[] not null,
    check (cardinality(fields) = cardinality(rules))
);
comment on column change_shape.fingerprint is 'First 128 bits of SHA-256 over fields and rules: an index on the lists themselves could grow too wide.';

-- One row is what one record did to one entity; the view `change` gives one row a field.
create table change_set (
    id          bigint generated always as identity (increment by 1000),
    entity_id   bigint      not null,
    register_id text        not null,
    run_id      bigint,
    feed_id     smallint    not null,
    shape_id    integer     not null,
    at          timestamptz not null default now(),
    old_values  text[],
    new_values  text[]      not null,
    actor       text,
    withheld    text[],
    primary key (entity_id, id),
    check (cardinality(old_values) = cardinality(new_values))
);
comment on table change_set is 'No foreign keys to feed and change_shape: they would be asked once for every row of a bulk load.';
comment on column change_set.old_values is 'In the order of the shape''s fields; null when there was nothing before.';
comment on column change_set.withheld is 'Fields whose values were taken out because a source withholds them.';
-- The rows of a run lie together, so a summary of each block range finds them.
create index change_set_by_run on change_set using brin (run_id) with (autosummarize = on);
-- What people changed, and no run: few among many.
create index change_set_by_hand on change_set (id) where actor is not null;

-- What one table promises, another cannot take away: history is only ever added to.
-- Erasure (a later room) blanks values through a function of its own.
create view change as
select c.id as change_set_id, c.entity_id, c.register_id, c.run_id, f.name as feed, c.at, c.actor,
       u.field, u.old_value, u.new_value, u.rule
  from change_set c
  join feed f on f.id = c.feed_id
  join change_shape s on s.id = c.shape_id
 cross join lateral unnest(s.fields, c.old_values, c.new_values, s.rules) as u(field, old_value, new_value, rule);

-- Every text of a profile that has ruled a register, so that a past decision can be read with the law of its day.
create table profile_version (
    register_id text        not null,
    fingerprint text        not null,
    yaml        text        not null,
    first_used  timestamptz not null default now(),
    last_good   timestamptz,
    primary key (register_id, fingerprint)
);
