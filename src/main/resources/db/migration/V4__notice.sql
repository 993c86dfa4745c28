-- What must be told to others, and the proof that it was.

create table notice (
    id          uuid        primary key,
    register_id text        not null,
    kind        text        not null check (kind in ('rectified', 'erased', 'restricted', 'restriction-lifted', 'objected', 'opt-out')),
    entity_id   bigint,
    cause       text        not null,
    created_at  timestamptz not null default now(),
    unique (cause, register_id, kind, entity_id)
);
comment on column notice.cause is 'What made it: change-set:<id> or permission-event:<id>. With the unique key, one cause is told once.';
create index notice_by_entity on notice (entity_id);

create table notice_delivery (
    id            uuid        primary key,
    notice_id     uuid        not null references notice,
    recipient     text        not null,
    route         text        not null,
    payload       jsonb       not null,
    status        text        not null default 'new' check (status in ('new', 'claimed', 'sent', 'confirmed', 'dead')),
    attempts      integer     not null default 0,
    next_at       timestamptz not null default now(),
    claimed_until timestamptz,
    lease         uuid,
    last_error    text,
    receipt       text,
    created_at    timestamptz not null default now(),
    sent_at       timestamptz,
    confirmed_at  timestamptz,
    unique (notice_id, recipient)
);
comment on column notice_delivery.id is 'The stable id that the recipient sees (Idempotency-Key, Message-ID, file row): at least once by us, once by them.';
create index notice_delivery_waiting on notice_delivery (route, next_at) where status in ('new', 'claimed');
create index notice_delivery_by_status on notice_delivery (status, recipient);
