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
    number        bigint      not null generated always as identity,
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
    origin        boolean     not null default false,
    answer        text        check (answer in ('pending', 'in-progress', 'completed', 'cancelled')),
    answer_reason text,
    answered_at   timestamptz,
    promised_at   timestamptz,
    reminder      boolean     not null default false,
    reminded_at   timestamptz
);
comment on column notice_delivery.notice_id is 'Written by the same statement as the notice. No foreign key: it would be asked once for every row of a bulk load.';
comment on column notice_delivery.id is 'Made of the notice and the recipient, so that one notice is told once to each. The recipient sees it (Idempotency-Key, Message-ID, file row): at least once by us, once by them.';
comment on column notice_delivery.entity_id is 'As in notice, kept here too so that a claim can see whether an earlier delivery of the entity is still on its way.';
comment on column notice_delivery.number is 'Its place among all deliveries, which it keeps: by this the evidence knows it.';
comment on column notice_delivery.position is 'The order in which one recipient must hear of one entity; what waited behind a restriction gets a later one.';
comment on column notice_delivery.batch is 'What was written into one file together; a repeat takes the same batch and writes the same file.';
comment on column notice_delivery.confirmed_at is 'When the recipient said what became of it, or when a provider was first seen to keep it.';
comment on column notice_delivery.alone is 'A call that carried it together with others was refused, so that it goes by itself.';
comment on column notice_delivery.origin is 'Nobody was told: the recipient said so itself, and is looked at whether it keeps to it.';
comment on column notice_delivery.check_at is 'When a provider is next looked at, whether it keeps the address silent; checked_at: when it last did.';
comment on column notice_delivery.misses is 'How often in a row the provider, though told, was not seen to keep it.';
comment on column notice_delivery.drifted_at is 'When a provider that had kept it was last found not to; repairs: how often it was told again for that.';
comment on column notice_delivery.answer is 'What the recipient said last: pending (it has it), in-progress, completed, or cancelled (it does not do it); answered_at: when.';
comment on column notice_delivery.answer_reason is 'Why it does not do it, in its own words, which may name people: shown on the page of the notice and nowhere else.';
comment on column notice_delivery.promised_at is 'When the recipient expects to have done it, by its own word.';
comment on column notice_delivery.reminder is 'It goes out once more, marked as a reminder, because the recipient has not answered; reminded_at: when that was decided.';
-- A delivery is written with three indexes, each as narrow as can be: a feed that changes every customer writes millions.
create index notice_delivery_waiting on notice_delivery (route, position) where status in ('new', 'claimed');
create index notice_delivery_by_entity on notice_delivery (entity_id, position) where entity_id is not null;
create index notice_delivery_of_nobody_known on notice_delivery (notice_id) where entity_id is null;
create index notice_delivery_by_batch on notice_delivery (batch) where batch is not null;
create index notice_delivery_unanswered on notice_delivery (recipient, created_at) where status = 'sent' and not origin;
create index notice_delivery_to_check on notice_delivery (route, check_at) where check_at is not null;
-- What still waits is counted by notice_delivery_waiting.
create index notice_delivery_by_status on notice_delivery (status, recipient) where status not in ('new', 'claimed');

-- What recipients answered, as proof. What they wrote in words is not here: it may name people, and this is never changed.
create table notice_answer (
    id          bigint      generated always as identity primary key,
    delivery_id uuid        not null,
    at          timestamptz not null default now(),
    way         text        not null check (way in ('answer', 'callback', 'mail', 'file')),
    outcome     text        not null check (outcome in ('pending', 'in-progress', 'completed', 'cancelled')),
    effect      text        not null check (effect in ('taken', 'repeated', 'late')),
    digest      text        collate "C" not null,
    signed_by   text        collate "C",
    signature   text        collate "C",
    unique (delivery_id, way, outcome, digest)
);
comment on column notice_answer.effect is 'taken: it changed where the delivery stands; repeated: that was known; late: what had been said before stands.';
comment on column notice_answer.digest is 'SHA-256 in hex of what came: the body of a call, a mail, a row of a file.';
comment on column notice_answer.signature is 'The signature of a call in Base64, made by the domain in signed_by over the body that digest tells.';
create trigger notice_answer_is_append_only before update or delete on notice_answer
    for each statement execute function refuse_change();

-- What the controller was told before the time to answer was over: one letter a day for a register and a recipient.
create table notice_escalation (
    id          uuid        primary key,
    register_id text        collate "C" not null,
    recipient   text        collate "C" not null,
    day         date        not null,
    unanswered  integer     not null,
    due_at      timestamptz not null,
    at          timestamptz not null,
    mailed_at   timestamptz,
    unique (register_id, recipient, day)
);
comment on column notice_escalation.due_at is 'When the oldest of them must have been answered.';

-- Requests of other controllers whose processor we are.
create table opendsr_request (
    id                 bigint      generated always as identity primary key,
    controller         text        collate "C" not null,
    subject_request_id uuid        not null,
    regulation         text        not null,
    type               text        collate "C" not null,
    submitted_at       timestamptz not null,
    received_at        timestamptz not null default now(),
    expected_at        timestamptz not null,
    body               bytea       not null,
    digest             text        collate "C" not null,
    signature          text        collate "C" not null,
    callback_urls      text[]      not null default '{}',
    status             text        not null default 'pending'
                       check (status in ('pending', 'in_progress', 'completed', 'cancelled')),
    reason             text,
    changed_at         timestamptz not null default now(),
    told               text        not null default 'pending',
    told_attempts      integer     not null default 0,
    tell_at            timestamptz,
    unique (controller, subject_request_id)
);
comment on column opendsr_request.controller is 'The word of the settings (hub.opendsr.controllers) for whoever has signed it.';
comment on column opendsr_request.body is 'The request as it came and was signed: personal data, never logged. Emptied when it ends; digest and signature stay as proof.';
comment on column opendsr_request.told is 'The status that the controller knows: it was answered, or called back, with it.';
create index opendsr_request_waiting on opendsr_request (id) where status in ('pending', 'in_progress');
create index opendsr_request_to_tell on opendsr_request (tell_at) where tell_at is not null;
