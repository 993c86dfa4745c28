-- Who may be contacted for what: an append-only ledger, lists as sets, suppression.

create table permission_event (
    id          bigint generated always as identity primary key,
    event_key   text        not null unique,
    register_id text,
    purpose     text        not null,
    channel     text        not null,
    scope       text        not null default '*',
    state       text        not null check (state in ('granted', 'prohibited')),
    source      text        not null,
    by_person   boolean     not null,
    evidence    jsonb       not null default '{}',
    event_time  timestamptz not null,
    recorded_at timestamptz not null default now(),
    counts_from timestamptz not null default now(),
    repeats     boolean     not null default false,
    constraint only_the_person_can_grant check (state = 'prohibited' or by_person)
);
comment on column permission_event.event_key is 'What makes the act one act: a second arrival of the same click, hook or mail adds nothing.';
comment on column permission_event.register_id is 'null = every register of this hub (group scope).';
comment on column permission_event.counts_from is 'Against what else was said. A permission: when the person gave it. A prohibition: up to a day later than its source says, never later than it came here, so that a clock that is a day off loses nothing.';
comment on column permission_event.repeats is 'A prohibition of which all was in force when it came, as when a provider repeats what it was told: kept as evidence, told to nobody.';
comment on column permission_event.channel is 'email, phone, sms, post, or * for all of them.';

create table permission_subject (
    subject_key text collate "C" not null,
    event_id    bigint not null references permission_event,
    inherited   boolean not null default false,
    primary key (subject_key, event_id)
);
comment on column permission_subject.inherited is 'Put here when somebody left the register who had both keys. It binds, and nobody was told of this address.';
create index permission_subject_by_event on permission_subject (event_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: record a new event instead of changing an old one.', tg_table_name;
end $$;
create trigger permission_event_is_append_only before update or delete on permission_event
    for each statement execute function refuse_change();
create trigger permission_subject_is_append_only before update or delete on permission_subject
    for each statement execute function refuse_change();

-- The day that lists and laws speak of, wherever the database runs.
create function day_in_finland() returns date language sql stable as $$
    select (now() at time zone 'Europe/Helsinki')::date
$$;

create table optout_list (
    name         text primary key,
    entries      bigint      not null default 0,
    version_date date,
    applied_at   timestamptz,
    run_id       bigint,
    schemes      text[]      not null default '{}'
);
comment on column optout_list.schemes is 'How the hashes of the list were made, and whether it has whole domains: an address of ours is made into the same when it is asked about.';

create table optout_entry (
    list         text        not null,
    record_key   uuid        not null,
    subject_key  text collate "C" not null,
    channel      text        not null,
    valid_until  date,
    since        timestamptz not null default now(),
    since_run    bigint      not null,
    ended_at     timestamptz,
    ended_run    bigint,
    id           bigint generated always as identity primary key
);
comment on column optout_entry.record_key is 'A keyed hash of the entry''s key in the list, which may be a name and an address.';
create unique index optout_entry_in_force on optout_entry (list, record_key) where ended_at is null;
create index optout_entry_by_subject on optout_entry (subject_key) where ended_at is null;

create table suppression (
    subject_key text collate "C" not null,
    register_id text        not null,
    reason      text        not null,
    at          timestamptz not null default now(),
    lifted_at   timestamptz
);
create unique index suppression_in_force on suppression (subject_key, register_id) where lifted_at is null;
comment on column suppression.lifted_at is 'When the person came back by their own act; a later erasure writes a new row.';
comment on table suppression is 'Keyed hashes of identities that must not come back: an erased person stays erased.';

create table bounce (
    id          bigint generated always as identity primary key,
    source      text        not null,
    event_key   text        not null,
    subject_key text collate "C" not null,
    hard        boolean     not null,
    reason      text        not null,
    at          timestamptz not null,
    recorded_at timestamptz not null default now(),
    unique (source, event_key)
);
create index bounce_by_subject on bounce (subject_key, at);
comment on table bounce is 'Messages that came back, by the keyed hash of the address. Says whether it is of use, and nothing of what its owner wants.';

create table provider_joined (
    id            bigint generated always as identity primary key,
    recipient     text        collate "C" not null,
    register_id   text        collate "C" not null,
    after_event   bigint      not null,
    joined_at     timestamptz not null default now(),
    upto_person   bigint      not null default 0,
    upto_delivery bigint      not null default 0,
    done_at       timestamptz,
    unique (recipient, register_id)
);
comment on table provider_joined is 'Since when a provider sends for a register, and how far it has been told what was prohibited before. It goes when the provider does.';
comment on column provider_joined.after_event is 'The last act of the ledger before it came: of what is later it hears with all others.';

create table marketing_extract (
    id          bigint generated always as identity primary key,
    register_id text        not null,
    purpose     text        not null,
    channel     text        not null,
    scope       text        not null,
    fields      text[]      not null,
    format      text        not null check (format in ('csv', 'json')),
    taken_by    text        not null,
    at          timestamptz not null default now(),
    rows        bigint,
    sha256      text,
    ended_at    timestamptz,
    constraint ended_with_its_rows check ((ended_at is null) = (rows is null)),
    constraint whole_with_its_hash check (sha256 is null or ended_at is not null)
);
create index marketing_extract_by_register on marketing_extract (register_id, id);
comment on table marketing_extract is 'Who took which list of people that may be contacted, and when. The people are not kept.';
comment on column marketing_extract.rows is 'How many persons went out, also when it broke off.';
comment on column marketing_extract.sha256 is 'Of all bytes that went out; null for one that broke off.';

-- Every key under which a person of a register can be spoken of, or could be until some time.
create view person_subject as
select id as person_id, register_id, ('person:' || id) collate "C" as subject_key, null::timestamptz as until from person
union all
select id, register_id, post_key, null from person where post_key is not null
union all
select id, register_id, email_key, null from person where email_key is not null
union all
select id, register_id, phone_key, null from person where phone_key is not null
union all
select p.id, p.register_id, k.subject_key, f.until
  from former_keys f join person p on p.id = f.person_id cross join lateral unnest(f.subject_keys) as k(subject_key);

-- Every act and list entry that speaks of a person, one row a channel. A key speaks only for the channel that it
-- addresses, so that a switchboard number shared by ten people does not carry one person's e-mail ban to the others.
-- A prohibition under a former address holds whenever it came; a permission speaks of persons and of no address.
create view permission_act as
select s.person_id, s.register_id, e.purpose, c.channel, e.scope, e.state, e.by_person, e.source, e.event_time,
       e.id as event_id, null::text as list, e.counts_from, e.register_id as said_of
  from person_subject s
  join permission_subject p on p.subject_key = s.subject_key
  join permission_event e on e.id = p.event_id and (e.register_id is null or e.register_id = s.register_id)
 cross join lateral unnest(case e.channel when '*' then array['email', 'phone', 'sms', 'post'] else array[e.channel] end)
       as c(channel)
 where (e.state = 'prohibited' or starts_with(s.subject_key, 'person:'))
   and case split_part(s.subject_key, ':', 1)
            when 'person' then true
            when 'phone' then c.channel in ('phone', 'sms')
            else split_part(s.subject_key, ':', 1) = c.channel end
union all
select s.person_id, s.register_id, 'direct-marketing', o.channel, '*', 'prohibited', true, o.list, o.since,
       null, o.list, o.since, null
  from person_subject s
  join optout_entry o on o.subject_key = s.subject_key
 where s.until is null and o.ended_at is null and (o.valid_until is null or o.valid_until >= day_in_finland());

-- Whoever leaves the register may come back, erased or forgotten, under any address that was theirs: what was prohibited of
-- them stays under each, and what was of an address under each of its kind. Comes before the trigger that forgets them.
create function leave_prohibitions() returns trigger language plpgsql as $$
begin
    with had as (
        select g.id, k.subject_key, split_part(k.subject_key, ':', 1) as kind
          from gone g
         cross join lateral (select unnest(array['person:' || g.id, g.email_key, g.phone_key, g.post_key])
                             union
                             select unnest(f.subject_keys) from former_keys f where f.person_id = g.id) as k(subject_key)
         where k.subject_key is not null)
    insert into permission_subject (subject_key, event_id, inherited)
    select distinct other.subject_key, p.event_id, true
      from had
      join permission_subject p on p.subject_key = had.subject_key
      join permission_event e on e.id = p.event_id and e.state = 'prohibited'
      join had other on other.id = had.id and other.kind <> 'person' and had.kind in ('person', other.kind)
    on conflict do nothing;
    return null;
end $$;
create trigger person_leaves_prohibitions after delete on person
    referencing old table as gone for each statement execute function leave_prohibitions();

-- Somebody knows better than the bounces: the address is of use again. What comes back after that counts anew.
create table reachable_again (
    id          bigint generated always as identity primary key,
    subject_key text collate "C" not null,
    said_by     text        not null,
    reason      text        not null check (reason <> ''),
    at          timestamptz not null default now()
);
create index reachable_again_by_subject on reachable_again (subject_key, at);
create trigger reachable_again_is_append_only before update or delete on reachable_again
    for each statement execute function refuse_change();

-- Addresses that messages do not reach: one hard bounce is enough, of others it takes three within thirty days. No
-- prohibition: nobody has said anything, and a person with another address is reached.
create view undeliverable as
select subject_key, bool_or(hard) as hard, max(at) as last_at, count(*) as bounces,
       (array_agg(reason order by hard desc, at desc))[1] as reason
  from bounce b
 where not exists (select from reachable_again r where r.subject_key = b.subject_key and r.at >= b.recorded_at)
 group by subject_key
having bool_or(hard) or count(*) filter (where at > now() - interval '30 days') >= 3;
