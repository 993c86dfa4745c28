-- What must be told to others, and the proof that it was.

create table notice (
    id          uuid        primary key,
    register_id text        collate "C" not null,
    kind        text        collate "C" not null check (kind in ('rectified', 'erased', 'restricted', 'restriction-lifted', 'objected', 'opt-out', 'merged', 'separated')),
    entity_id   bigint,
    cause       text        collate "C" not null,
    created_at  timestamptz not null default now(),
    unique nulls not distinct (cause, register_id, kind, entity_id)
);
comment on column notice.cause is 'What made it: change-set:<id> or permission-event:<id>. With the unique key, one cause is told once.';

create table notice_delivery (
    id            uuid        primary key,
    notice_id     uuid        not null,
    entity_id     bigint,
    position      bigint      not null generated always as identity,
    recipient     text        collate "C" not null,
    route         text        collate "C" not null,
    payload       jsonb       not null,
    status        text        not null default 'new'
                  check (status in ('new', 'claimed', 'sent', 'confirmed', 'dead', 'refused')),
    attempts      integer     not null default 0,
    next_at       timestamptz not null default now(),
    claimed_until timestamptz,
    lease         uuid,
    batch         uuid,
    last_error    text,
    receipt       text,
    created_at    timestamptz not null default now(),
    sent_at       timestamptz,
    confirmed_at  timestamptz,
    alone         boolean     not null default false,
    check_at      timestamptz,
    checked_at    timestamptz,
    misses        integer     not null default 0,
    drifted_at    timestamptz,
    repairs       integer     not null default 0,
    origin        boolean     not null default false
);
comment on column notice_delivery.notice_id is 'Written by the same statement as the notice. No foreign key: it would be asked once for every row of a bulk load.';
comment on column notice_delivery.id is 'Made of the notice and the recipient, so that one notice is told once to each. The recipient sees it (Idempotency-Key, Message-ID, file row): at least once by us, once by them.';
comment on column notice_delivery.entity_id is 'As in notice, kept here too so that a claim can see whether an earlier delivery of the entity is still on its way.';
comment on column notice_delivery.position is 'The order in which one recipient must hear of one entity.';
comment on column notice_delivery.batch is 'What was written into one file together; a repeat takes the same batch and writes the same file.';
comment on column notice_delivery.confirmed_at is 'When the recipient said what became of it, or when a provider was first seen to keep it.';
comment on column notice_delivery.alone is 'A call that carried it together with others was refused, so that it goes by itself.';
comment on column notice_delivery.origin is 'Nobody was told: the recipient said so itself, and is looked at whether it keeps to it.';
comment on column notice_delivery.check_at is 'When a provider is next looked at, whether it keeps the address silent; checked_at: when it last did.';
comment on column notice_delivery.misses is 'How often in a row the provider, though told, was not seen to keep it.';
comment on column notice_delivery.drifted_at is 'When a provider that had kept it was last found not to; repairs: how often it was told again for that.';
-- A delivery is written with three indexes, each as narrow as can be: a feed that changes every customer writes millions.
create index notice_delivery_waiting on notice_delivery (route, position) where status in ('new', 'claimed');
create index notice_delivery_by_entity on notice_delivery (entity_id, position) where entity_id is not null;
create index notice_delivery_of_nobody_known on notice_delivery (notice_id) where entity_id is null;
create index notice_delivery_by_batch on notice_delivery (batch) where batch is not null and status in ('new', 'claimed');
create index notice_delivery_to_check on notice_delivery (route, check_at) where check_at is not null;
-- What still waits is counted by notice_delivery_waiting.
create index notice_delivery_by_status on notice_delivery (status, recipient) where status not in ('new', 'claimed');
