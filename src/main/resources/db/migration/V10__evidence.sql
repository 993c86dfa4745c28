-- What was decided, told and answered, sealed after the fact: hash-chained blocks with signed headers (docs/evidence.md).

-- The one way in which a time is sealed, whatever the time zone of the session.
create function evidence_time(at timestamptz) returns text language sql stable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- How a delivery of a notice came to its end, or was put on its way again; made by trigger, so that whoever writes the
-- state leaves it. The words of a recipient may name somebody and may be taken out; nothing else of a row may change.
create table notice_event (
    id          bigint      generated always as identity primary key,
    register_id text        collate "C" not null,
    person_id   bigint,
    delivery_id uuid        not null,
    recipient   text        collate "C" not null,
    status      text        not null check (status in ('sent', 'confirmed', 'dead', 'refused', 'new', 'removed')),
    attempts    integer     not null,
    words       text,
    at          timestamptz not null default now()
);
comment on column notice_event.person_id is 'The entity of the notice: a person, or a company whose id is of the same sequence.';
comment on column notice_event.words is 'The receipt, or why it was given up.';
create index notice_event_by_delivery on notice_event (delivery_id);

create function keep_notice_event() returns trigger language plpgsql as $$
declare
    of_notice text := (select n.register_id from notice n where n.id = coalesce(new.notice_id, old.notice_id));
begin
    if tg_op = 'DELETE' then
        insert into notice_event (register_id, person_id, delivery_id, recipient, status, attempts)
        values (coalesce(of_notice, ''), old.entity_id, old.id, old.recipient, 'removed', old.attempts);
    else
        insert into notice_event (register_id, person_id, delivery_id, recipient, status, attempts, words)
        values (coalesce(of_notice, ''), new.entity_id, new.id, new.recipient, new.status, new.attempts,
                case when new.status in ('dead', 'refused') then new.last_error
                     when new.status <> 'new' then new.receipt end);
    end if;
    return null;
end $$;
-- A row trigger, for its condition is asked before anything is done: a claim, a retry and a look cost nothing.
create trigger notice_delivery_leaves_event after update of status on notice_delivery for each row
    when (old.status is distinct from new.status
          and (new.status in ('sent', 'confirmed', 'dead', 'refused')
               or new.status = 'new' and old.status in ('sent', 'confirmed', 'dead', 'refused')))
    execute function keep_notice_event();
-- What may not be told at all is refused as it is written.
create trigger notice_delivery_is_refused after insert on notice_delivery for each row
    when (new.status = 'refused') execute function keep_notice_event();
create trigger notice_delivery_leaves_trace after delete on notice_delivery for each row
    execute function keep_notice_event();

-- A delivery is written with as few indexes as can be: a summary of each block range costs next to nothing.
create index notice_delivery_by_number on notice_delivery using brin (number) with (autosummarize = on);

-- How opt-out lists were applied: one row a statement, with a hash over the rows as they were written.
create table optout_event (
    id       bigint      generated always as identity primary key,
    list     text        not null,
    run_id   bigint      not null,
    listed   bigint      not null,
    ended    bigint      not null,
    rows_sha256 text     not null,
    at       timestamptz not null default now()
);
comment on column optout_event.run_id is 'The run that listed them, or that ended them.';
create function keep_optout_event() returns trigger language plpgsql as $$
begin
    insert into optout_event (list, run_id, listed, ended, rows_sha256)
    select list, coalesce(ended_run, since_run), count(*) filter (where ended_at is null),
           count(*) filter (where ended_at is not null),
           encode(sha256(convert_to(string_agg(
               concat_ws('|', id, subject_key, channel, coalesce(valid_until::text, ''), coalesce(ended_run::text, '')),
               e'\n' order by id), 'UTF8')), 'hex')
      from written
     group by list, coalesce(ended_run, since_run);
    return null;
end $$;
create trigger optout_entry_leaves_event after insert on optout_entry
    referencing new table as written for each statement execute function keep_optout_event();
create trigger optout_entry_leaves_change after update on optout_entry
    referencing new table as written for each statement execute function keep_optout_event();
create trigger optout_event_is_append_only before update or delete on optout_event
    for each statement execute function refuse_change();

-- A suppression is written once, and only lifted afterwards; the number gives its place among the others.
alter table suppression add column id bigint generated always as identity;
create unique index suppression_by_id on suppression (id);

create table evidence_block (
    number    bigint      primary key check (number > 0),
    sealed_at timestamptz not null,
    entries   integer     not null check (entries > 0),
    header    text        collate "C" not null,
    hash      bytea       not null unique check (length(hash) = 32),
    signature bytea       not null check (length(signature) = 64),
    leaves    bytea       not null,
    peaks     bytea       not null,
    check (length(leaves) = 32 * entries)
);
comment on column evidence_block.header is 'Canonical JSON; hash and signature are over its bytes.';
comment on column evidence_block.leaves is 'The hashes of the entries, so that a proof needs not read them all.';
comment on column evidence_block.peaks is 'The whole subtrees over the hashes of this header and all before it: with them the next header is made without reading the others.';
alter table evidence_block alter column leaves set storage external;
create index evidence_block_by_time on evidence_block (sealed_at);
create trigger evidence_block_is_append_only before update or delete on evidence_block
    for each statement execute function refuse_change();

create table evidence_entry (
    block     bigint not null,
    place     integer not null,
    source    text   collate "C" not null,
    source_id bigint not null,
    entity_id bigint,
    recipient text   collate "C",
    keys      text[] collate "C",
    entry     text   collate "C" not null,
    salt      bytea,
    primary key (block, place)
);
comment on table evidence_entry is 'What was sealed, as it was sealed. No foreign key to the block: both are written by one transaction.';
comment on column evidence_entry.entry is 'Canonical JSON without personal data: ids, keyed hashes, names of fields, and a salted hash of what else there is.';
comment on column evidence_entry.salt is 'With which the contents were hashed. Goes when the contents go, so that nobody can guess them any more; the proof stays.';
create unique index evidence_entry_by_source on evidence_entry (source, source_id);
create index evidence_entry_by_entity on evidence_entry (entity_id, block) where entity_id is not null;
create index evidence_entry_by_recipient on evidence_entry (recipient, block) where recipient is not null;
create index evidence_entry_by_key on evidence_entry using gin (keys) where keys is not null;

create function keep_sealed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.salt is null
       and (new.block, new.place, new.source, new.source_id, new.entry) = (old.block, old.place, old.source, old.source_id, old.entry)
       and (new.entity_id, new.recipient, new.keys) is not distinct from (old.entity_id, old.recipient, old.keys) then
        return new;
    end if;
    raise exception 'evidence_entry is append-only: only a salt may be taken out of it.';
end $$;
create trigger evidence_entry_is_append_only before update or delete on evidence_entry
    for each row execute function keep_sealed();

-- Which sealed contents were changed or taken out since; sealed itself, so that it cannot happen unseen.
create table evidence_forgotten (
    id        bigint      generated always as identity primary key,
    source    text        not null,
    source_id bigint      not null,
    entity_id bigint,
    at        timestamptz not null default now()
);
create trigger evidence_forgotten_is_append_only before update or delete on evidence_forgotten
    for each statement execute function refuse_change();

-- To be asked by whoever changes or takes out contents that may have been sealed, in the same transaction and after the
-- change. The lock is the sealer's: it has either sealed them and the salt goes, or will read them as they are now.
create function forget_sealed(of_source text, ids bigint[]) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('evidence', 0));
    with forgotten as (
        update evidence_entry set salt = null
         where source = of_source and source_id = any(ids) and salt is not null
        returning source_id, entity_id)
    insert into evidence_forgotten (source, source_id, entity_id)
    select of_source, source_id, entity_id from forgotten order by source_id;
end $$;

create function forget_payload() returns trigger language plpgsql as $$
begin
    perform forget_sealed('notice-delivery', array[old.number]);
    return null;
end $$;
create trigger notice_delivery_forgets after update of payload on notice_delivery for each row
    when (old.payload is distinct from new.payload) execute function forget_payload();
create trigger notice_delivery_forgets_all after delete on notice_delivery for each row execute function forget_payload();

-- What an erasure takes out of the ledger, of the audit log and of what people said of others.
create function forget_words() returns trigger language plpgsql as $$
begin
    perform forget_sealed(tg_argv[0], array[old.id]);
    return null;
end $$;
create trigger permission_event_forgets after update of evidence on permission_event for each row
    when (old.evidence is distinct from new.evidence) execute function forget_words('permission-event');
create trigger audit_forgets after update of detail on audit for each row
    when (old.detail is distinct from new.detail) execute function forget_words('audit');

create function keep_words_or_forget() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.words is null
       and (new.id, new.register_id, new.delivery_id, new.recipient, new.status, new.attempts, new.at)
           = (old.id, old.register_id, old.delivery_id, old.recipient, old.status, old.attempts, old.at)
       and new.person_id is not distinct from old.person_id then
        if old.words is not null then
            perform forget_sealed('notice-event', array[old.id]);
        end if;
        return new;
    end if;
    raise exception 'notice_event is append-only: only the words of a recipient may be taken out of it.';
end $$;
create trigger notice_event_is_append_only before update or delete on notice_event
    for each row execute function keep_words_or_forget();

-- What the last look of each kind at the sealed chain has found; every node shows the same.
create table evidence_check (
    id       bigint      generated always as identity primary key,
    at       timestamptz not null default now(),
    blocks   bigint      not null,
    entries  bigint      not null,
    millis   bigint      not null,
    findings text[]      not null default '{}'
);
comment on column evidence_check.findings is 'Ids and names of sources only.';
