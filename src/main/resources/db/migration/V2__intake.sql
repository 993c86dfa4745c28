-- What came in: deliveries as evidence, runs over them, the last known content of every record.

create table delivery (
    id           bigint generated always as identity primary key,
    feed         text        not null,
    origin       text        not null,
    status       text        not null default 'open' check (status in ('open', 'complete', 'failed')),
    file         text,
    file_name    text,
    content_hash text,
    charset      text,
    delimiter    text,
    size_bytes   bigint      not null default 0,
    records      bigint      not null default 0,
    total        bigint,
    opened_at    timestamptz not null default now(),
    completed_at timestamptz,
    message      text,
    mended_of    bigint references delivery,
    purged_at    timestamptz,
    rest_until   timestamptz
);
comment on column delivery.rest_until is 'An open delivery that waits for a source; it is gone on with after this.';
comment on table delivery is 'One fetched file or page series. file: path below data/deliveries for a file; pages are in delivery_page.';
comment on column delivery.file_name is 'As its sender called the file; null where it came without a name.';
comment on column delivery.mended_of is 'Set for a small delivery of our own, made of parked rows of that one.';
comment on column delivery.purged_at is 'When the content was deleted. The row stays as evidence: hash, size, time, source.';
comment on column delivery.charset is 'What was found in a CSV file when it came, as delimiter, so that a later reading reads it alike.';
create index delivery_by_feed on delivery (feed, id desc);
create index delivery_by_file on delivery (file) where file is not null;
create index delivery_open on delivery (feed) where status = 'open';

create table delivery_page (
    delivery_id  bigint      not null references delivery on delete cascade,
    page         integer     not null,
    content_hash text        not null,
    body         bytea       not null,
    records      integer     not null,
    received_at  timestamptz not null default now(),
    primary key (delivery_id, page)
);

create table run (
    id              bigint generated always as identity primary key,
    delivery_id     bigint      not null references delivery,
    feed            text        not null,
    register_id     text        not null,
    status          text        not null default 'queued'
                    check (status in ('queued', 'running', 'done', 'failed', 'braked', 'refused')),
    mapping_version text,
    rows_in         bigint      not null default 0,
    rows_done       bigint      not null default 0,
    applied         bigint      not null default 0,
    unchanged       bigint      not null default 0,
    review          bigint      not null default 0,
    refused         bigint      not null default 0,
    parked          bigint      not null default 0,
    parked_reading  bigint      not null default 0,
    effects         jsonb       not null default '{}',
    absent          bigint      not null default 0,
    dropped_fields  bigint      not null default 0,
    queued_at       timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz,
    lease           uuid,
    lease_until     timestamptz,
    attempts        integer     not null default 0,
    taken_over      integer     not null default 0,
    brake           text,
    released_by     text,
    message         text,
    as_of           bigint,
    partial         boolean     not null default false,
    rerun_of        bigint references run,
    version_date    date,
    -- Row conservation: a run cannot be called done while a row is unaccounted for.
    constraint every_row_is_accounted_for
        check (status <> 'done' or rows_in = applied + unchanged + review + refused + parked)
);
comment on column run.as_of is 'The run in whose place this one speaks: what later ones have told is left alone. Null for its own.';
comment on column run.taken_over is 'How often its lease ran out, because its process died or stood still, since a person last let it go on.';
comment on column run.partial is 'Holds some rows of a delivery only, so absence says nothing even in a full list.';
comment on column run.version_date is 'Of which day a list says that it is.';
comment on column run.rerun_of is 'Set where a stored delivery is read again, under a newer mapping or profile.';
create unique index run_once on run (delivery_id, feed, register_id) where rerun_of is null;
create unique index run_again_one_at_a_time on run (delivery_id, register_id)
    where rerun_of is not null and status in ('queued', 'running', 'braked');
create index run_by_feed on run (feed, id desc);
comment on column run.parked_reading is 'Those of parked that could not even be read; told apart so that a resumed run counts them once.';
create index run_by_time on run (queued_at);
create index run_by_end on run (finished_at);
create index run_held on run (id) where status in ('braked', 'failed');
create index run_waiting on run (id) where status in ('queued', 'running');

-- One feed into one register.
create table stream (
    id          integer generated always as identity primary key,
    feed        text not null,
    register_id text not null,
    unique (feed, register_id)
);

create table source_record (
    stream_id integer  not null,
    key       text collate "C" not null,
    hash      uuid     not null,
    entity_id bigint,
    outcome   "char"   not null,
    run_id    bigint   not null,
    raw       bytea    not null,
    primary key (stream_id, key)
) with (fillfactor = 85);
comment on table source_record is 'The last content of each record, by key. hash: first 128 bits of SHA-256 over mapping version and raw bytes. outcome: a applied, v review, r refused, p parked, x absent. No foreign key to stream: it would be asked once for every row of a bulk load.';
create index source_record_by_entity on source_record (entity_id) where entity_id is not null;
create index source_record_without_use on source_record (stream_id) where outcome = 'p';

create table parked (
    id          bigint generated always as identity primary key,
    run_id      bigint      not null references run,
    feed        text        not null,
    register_id text        not null,
    line        bigint      not null,
    record_key  text collate "C",
    raw         text        not null,
    field       text,
    reason      text        not null,
    status      text        not null default 'open'
                check (status in ('open', 'waiting', 'solved', 'again', 'overtaken', 'dropped')),
    at          timestamptz not null default now(),
    mended      text,
    mended_by   text,
    mended_at   timestamptz,
    replay_id   bigint references delivery,
    replay_line bigint,
    replay_key  text,
    again_of    bigint references parked,
    settled_by  text,
    settled_at  timestamptz,
    why_dropped text,
    withheld    boolean     not null default false,
    sealed      bytea,
    unique (run_id, line)
);
comment on column parked.status is 'open: for a person; waiting: a replay is on its way; solved: taken in; again: failed once more, as a newer row; overtaken: a later delivery has told the record since; dropped: a person gave a reason.';
comment on column parked.replay_id is 'The small delivery that carries the row, at replay_line, under replay_key as the mapping reads it.';
comment on column parked.withheld is 'The text was taken out because it may hold what is withheld of a person; sealed keeps it for a replay while the row waits.';
create index parked_open on parked (feed, id desc) where status = 'open';
create index parked_replayed on parked (replay_id) where replay_id is not null and status in ('open', 'waiting');
create index parked_by_key on parked (feed, register_id, record_key) where record_key is not null;
create index parked_sealed on parked (id) where sealed is not null;
create index parked_again on parked (again_of) where again_of is not null;

-- The fields that a feed's records have had so far: names and types, never values.
create table schema_field (
    feed        text   not null,
    path        text   not null,
    type        text,
    seen        bigint not null,
    records     bigint not null,
    missed      bigint not null,
    delivery_id bigint not null,
    primary key (feed, path)
);
comment on column schema_field.seen is 'Of so many records looked at, how many had it; missed: how many since it was seen last.';

create table schema_drift (
    id         bigint generated always as identity primary key,
    feed       text        not null,
    path       text        not null,
    kind       text        not null check (kind in ('new', 'vanished', 'retyped')),
    was        text,
    now        text,
    used_by    text[]      not null default '{}',
    proposal   text,
    run_id     bigint      not null references run,
    at         timestamptz not null default now(),
    status     text        not null default 'open' check (status in ('open', 'approved', 'ignored')),
    settled_by text,
    settled_at timestamptz
);
create unique index schema_drift_once on schema_drift (feed, path, kind, coalesce(now, ''));
create index schema_drift_open on schema_drift (feed) where status = 'open';

create table review (
    id          bigint generated always as identity primary key,
    register_id text        not null,
    run_id      bigint,
    feed        text        not null,
    record_key  text        not null,
    entity      text        not null check (entity in ('company', 'person')),
    reason      text        not null,
    observation jsonb       not null,
    candidates  bigint[]    not null default '{}',
    status      text        not null default 'open' check (status in ('open', 'decided', 'withdrawn')),
    decision    text,
    decided_by  text,
    decided_at  timestamptz,
    undoes      bigint unique references review,
    at          timestamptz not null default now(),
    proposed_for bigint,
    proposed_by  text,
    proposed_why text,
    proposed_at  timestamptz,
    constraint proposal_is_of_a_candidate check (status <> 'open' or proposed_for = any (candidates)),
    constraint proposal_is_whole check (num_nulls(proposed_for, proposed_by, proposed_why, proposed_at) in (0, 4))
);
comment on column review.undoes is 'Set where a steward took a decision back: a decision of its own that reverses the former.';
comment on column review.proposed_for is 'What waits for a second person: of an open review that the record speaks of this one, of a decided one that it be undone.';
create unique index review_open_once on review (register_id, feed, record_key) where status = 'open';

create index review_proposed on review (id) where proposed_by is not null;

-- What was proposed was proposed of what stood there then: it falls away with it, whoever writes.
create function proposal_falls_away() returns trigger language plpgsql as $$
begin
    new.proposed_for := null;
    new.proposed_by := null;
    new.proposed_why := null;
    new.proposed_at := null;
    return new;
end $$;
create trigger review_moves_on before update on review for each row
    when (old.proposed_by is not null
          and (old.status, old.reason, old.observation, old.candidates)
              is distinct from (new.status, new.reason, new.observation, new.candidates))
    execute function proposal_falls_away();

-- How far a source has been read that tells only what is new.
create table feed_cursor (
    feed       text        not null,
    part       text        not null default '',
    place      text        not null,
    series_end date,
    page       integer     not null default 0,
    seen       bigint      not null default 0,
    page_hash  text,
    moved_at   timestamptz not null default now(),
    primary key (feed, part)
);
comment on table feed_cursor is 'Moved in the transaction that keeps the page, so that no page is lost and none comes twice.';
comment on column feed_cursor.place is 'Read up to here, in the source''s own words: an entry key, a batch, a day.';
comment on column feed_cursor.series_end is 'While a series of pages is under way: the day on which it ends. page is the last page that was kept, seen the records so far.';

-- Whom a source has been asked to watch, and what it was told of them.
create table watched (
    feed      text        not null,
    person_id bigint      not null,
    told      uuid        not null,
    at        timestamptz not null default now(),
    primary key (feed, person_id)
);
comment on column watched.told is 'Fingerprint of what was sent: only who differs is sent again.';

-- The same for a directory that calls us about companies and the decision-makers there, by its own numbers.
create table watched_contact (
    feed        text        not null,
    company_key text        not null,
    persons     text[]      not null,
    at          timestamptz not null default now(),
    primary key (feed, company_key)
);

-- What codes mean, as their owner tells it; mapping tables translate by them.
create table code_list (
    list       text        not null,
    language   text        not null,
    hash       text        not null,
    entries    integer     not null,
    fetched_at timestamptz not null default now(),
    primary key (list, language)
);
create table code_entry (
    list     text not null,
    language text not null,
    code     text not null,
    text     text not null,
    primary key (list, language, code),
    foreign key (list, language) references code_list
);

create table schedule (
    name         text primary key,
    next_at      timestamptz not null default now(),
    last_at      timestamptz,
    claimed_until timestamptz,
    lease        uuid,
    last_error   text,
    failures     integer     not null default 0,
    rest_reason  text,
    rest_until   timestamptz,
    off          text
);
comment on column schedule.claimed_until is 'While a start is under way: a heartbeat of its node (lease) moves it on; when it has passed, the node is dead and the start is due again.';
comment on column schedule.off is 'Set while the route is switched off: the setting that switches it on, or empty.';
comment on column schedule.rest_reason is 'Why the fetch stopped although nothing failed: a quota, a budget, a source that is left alone. It goes on at rest_until.';
comment on table schedule is 'When each scheduled route starts next. Claimed by update, so that any number of equal nodes start it once.';

-- How each outside system stands, shared by all nodes. Only the database's clock is asked.
create table source_meter (
    source       text primary key,
    next_slot    timestamptz,
    silent_from  timestamptz,
    silent_until timestamptz,
    failures     integer     not null default 0,
    openings     integer     not null default 0,
    opened_at    timestamptz,
    probe_at     timestamptz,
    last_failure text,
    failed_at    timestamptz,
    answered_at  timestamptz,
    last_calls   timestamptz[] not null default '{}'
);
comment on column source_meter.last_calls is 'As many as an hour allows, where a limit of the hour is set: exact for every hour, whenever it begins.';
comment on table source_meter is 'opened_at: since when the source is left alone after failures (the circuit); probe_at: when one call may try it.';

create table source_usage (
    source  text           not null,
    day     date           not null,
    calls   bigint         not null default 0,
    records bigint         not null default 0,
    cents   numeric(16, 4) not null default 0,
    primary key (source, day)
);
comment on table source_usage is 'What was asked and what it cost, by day of Finland. A row a day, so that a clock that jumps to another day and back finds its own count again.';

-- Whom a source has named as changed without saying how: they are read anew.
create table signal (
    feed       text        not null,
    key        text collate "C" not null,
    noticed_at timestamptz not null default now(),
    read_at    timestamptz,
    primary key (feed, key)
);

-- A window of days that somebody wants read once more.
create table backfill (
    id            bigint generated always as identity primary key,
    feed          text        not null,
    from_date     date        not null,
    to_date       date        not null,
    status        text        not null default 'queued'
                  check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
    asked_by      text        not null,
    asked_at      timestamptz not null default now(),
    next_at       timestamptz not null default now(),
    claimed_until timestamptz,
    lease         uuid,
    attempts      integer     not null default 0,
    seen          bigint      not null default 0,
    total         bigint,
    named         bigint      not null default 0,
    finished_at   timestamptz,
    message       text,
    check (from_date <= to_date)
);
comment on column backfill.seen is 'Of total notices that the source says to have of those days; named: how many named a company of a register.';
create unique index backfill_once on backfill (feed, from_date, to_date) where status in ('queued', 'running');
create index backfill_by_feed on backfill (feed, id desc);
create index backfill_waiting on backfill (feed, id) where status in ('queued', 'running');

create table backfill_reader (
    feed    text primary key,
    seen_at timestamptz not null default now()
);
comment on table backfill_reader is 'Feeds for which a running route asks for windows; written anew every half minute, so that only such a feed can be asked.';

create table lookup (
    feed     text        not null,
    key      text collate "C" not null,
    asked_at timestamptz not null,
    primary key (feed, key)
);
comment on table lookup is 'For sources that are asked about one company at a time: when each was asked last.';

-- Everything that reaches us from outside by itself: hooks, clicks, mails. Kept before it is acted on.
create table inbox (
    id            bigint generated always as identity primary key,
    source        text        not null,
    event_key     text        not null,
    content_type  text,
    headers       jsonb       not null default '{}',
    body          bytea       not null,
    received_at   timestamptz not null default now(),
    status        text        not null default 'new' check (status in ('new', 'claimed', 'done', 'review', 'dead')),
    attempts      integer     not null default 0,
    next_at       timestamptz not null default now(),
    claimed_until timestamptz,
    lease         uuid,
    outcome       text,
    last_error    text,
    done_at       timestamptz,
    purged_at     timestamptz,
    unique (source, event_key)
);
create index inbox_waiting on inbox (source, next_at) where status in ('new', 'claimed');
