-- How long data is kept: what sources tell of the clocks, what has lapsed, and what was done about it.

-- The latest word of each record on a day from which data is kept. A feed that tells of no such day writes nothing here.
create table clock_fact (
    person_id  bigint      not null,
    anchor     text collate "C" not null
               check (anchor in ('last-contact', 'contract-end', 'obligation-end', 'duty-end', 'consent-end', 'event-end', 'invoice')),
    stream_id  integer     not null,
    record_key text collate "C" not null,
    day        date        not null,
    told_at    timestamptz not null default now(),
    actor      text,
    reason     text,
    primary key (person_id, anchor, stream_id, record_key),
    check ((actor is null) = (reason is null))
);
comment on table clock_fact is 'One row a record: of two contracts of one person the one that has ended does not speak for the other.';
comment on column clock_fact.day is 'infinity: it has not ended.';
comment on column clock_fact.stream_id is '0: entered by hand.';
comment on column clock_fact.actor is 'Who entered it by hand, with a reason; null for the word of a source.';

-- Whose time has run out. Not a suppression: whoever becomes a customer again is let in, and a record that says nothing
-- newer is not.
create table lapsed_person (
    subject_key text collate "C" not null,
    register_id text        not null,
    day         date        not null,
    anchors     text[]      not null,
    at          timestamptz not null default now(),
    primary key (subject_key, register_id)
);
comment on column lapsed_person.subject_key is 'Keyed hash of an address together with the name: the next person at a switchboard is not taken for the one before.';
comment on column lapsed_person.day is 'The latest of the days from which the clock was counted: only something later lets them in.';

-- The same of fields of somebody who stays.
create table lapsed_field (
    person_id bigint      not null,
    field     text collate "C" not null,
    what      text        not null,
    day       date        not null,
    anchors   text[]      not null,
    value_key text collate "C",
    at        timestamptz not null default now(),
    primary key (person_id, field)
);
comment on column lapsed_field.value_key is 'Where the clock runs from the day of storing: keyed hash of the value, so that another value is known to be newly stored.';

-- Groups that a person belonged to until their clock ran out, while others go on.
create table lapsed_group (
    person_id bigint      not null,
    what      text        not null,
    day       date        not null,
    at        timestamptz not null default now(),
    primary key (person_id, what)
);

create function clocks_end_with_person() returns trigger language plpgsql as $$
begin
    delete from clock_fact where person_id in (select id from gone);
    delete from lapsed_field where person_id in (select id from gone);
    delete from lapsed_group where person_id in (select id from gone);
    return null;
end $$;
create trigger person_takes_clocks_along after delete on person
    referencing old table as gone for each statement execute function clocks_end_with_person();

-- What a law or a dispute keeps of everybody in a group or of a class of data.
create table group_hold (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    what        text        not null,
    hold        text        not null,
    reason      text        not null check (reason <> ''),
    until       date,
    set_by      text        not null,
    at          timestamptz not null default now(),
    lifted_at   timestamptz,
    lifted_by   text,
    check ((lifted_at is null) = (lifted_by is null))
);
create unique index group_hold_in_force on group_hold (register_id, what, hold) where lifted_at is null;

create table retention_run (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    day         date        not null,
    status      text        not null default 'running' check (status in ('running', 'braked', 'done', 'refused', 'failed')),
    due         bigint      not null,
    persons     bigint      not null default 0,
    trimmed     bigint      not null default 0,
    brake       text,
    asked_by    text        not null,
    reason      text,
    released_by text,
    started_at  timestamptz not null default now(),
    finished_at timestamptz,
    message     text,
    check ((status in ('running', 'braked')) = (finished_at is null))
);
create unique index retention_run_one_at_a_time on retention_run (register_id) where status in ('running', 'braked');
create index retention_run_by_register on retention_run (register_id, id desc);
comment on column retention_run.persons is 'Who left the register; trimmed: who lost some fields and stays.';

-- Whom a run has still to look at. Taken out in the transaction that purges, so that a killed run goes on with the rest.
create table retention_due (
    run_id    bigint not null references retention_run,
    person_id bigint not null,
    primary key (run_id, person_id)
);

-- What the last look at all clocks of a register counted, so that pages and metrics need not count again.
create table retention_standing (
    register_id text        primary key,
    day         date        not null,
    counted_at  timestamptz not null default now(),
    due         bigint      not null,
    late        bigint      not null,
    held        bigint      not null,
    no_clock    bigint      not null
);
comment on column retention_standing.late is 'Due for more than a day: purged by no run, because of a brake, a hold or a hub that was down.';

-- What was done and by which days; never a value.
create table retention_event (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    person_id   bigint,
    at          timestamptz not null default now(),
    happened    text        not null check (happened in ('day-entered', 'person-purged', 'fields-purged', 'group-hold-put',
                            'group-hold-lifted', 'run-braked', 'run-released', 'run-refused', 'run-done')),
    rules       text[]      not null default '{}',
    anchors     jsonb       not null default '{}',
    fields      text[]      not null default '{}',
    count       bigint      not null default 1,
    run_id      bigint,
    who         text        not null
);
create index retention_event_by_person on retention_event (person_id) where person_id is not null;
create index retention_event_by_register on retention_event (register_id, id);
create trigger retention_event_is_append_only before update or delete on retention_event
    for each statement execute function refuse_change();
comment on column retention_event.rules is 'What has lapsed: groups and classes of data, as the profile calls them.';
comment on column retention_event.anchors is 'From which days it was counted.';
