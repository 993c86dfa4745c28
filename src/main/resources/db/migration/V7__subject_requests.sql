-- What people ask of a register by their rights, what was done about it, and what was told to researchers and authorities.

-- The request without a word of the person: what stays when they are erased. Its state is what its events come to, kept beside
-- them by the same transaction so that lists need not read all events.
create table subject_request (
    id            bigint generated always as identity primary key,
    request_key   text        not null unique,
    register_id   text,
    kind          text        not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'objection',
                                                       'portability', 'withdrawal', 'origin')),
    purpose       text,
    channel       text        not null default '*',
    scope         text        not null default '*',
    person_id     bigint,
    way           text        not null check (way in ('email', 'form', 'api', 'post', 'visit')),
    language      text        not null check (language in ('fi', 'sv', 'en')),
    received_at   timestamptz not null,
    recorded_at   timestamptz not null default now(),
    promised_by   date        not null,
    law_by        date        not null,
    due_by        date        not null,
    extended      boolean     not null default false,
    identified_at timestamptz,
    restricted    boolean     not null default false,
    inbox_id      bigint,
    state         text        not null check (state in ('received', 'asked', 'verified', 'granted', 'refused', 'answered',
                                                        'closed')),
    ended_at      timestamptz,
    constraint a_decision_has_a_register check (state in ('received', 'asked', 'closed') or register_id is not null),
    check ((state = 'closed') = (ended_at is not null))
);
create index subject_request_by_due on subject_request (due_by, id) where state <> 'closed';
create index subject_request_by_person on subject_request (person_id) where person_id is not null;
create index subject_request_by_inbox on subject_request (inbox_id) where inbox_id is not null;
comment on column subject_request.request_key is 'What makes the arrival one: a second arrival of the same mail or call adds nothing.';
comment on column subject_request.register_id is 'null until it is known of which register the person speaks.';
comment on column subject_request.purpose is 'Which processing an objection or a withdrawal speaks of; null for the other kinds.';
comment on column subject_request.received_at is 'When it reached the controller: a letter may be entered later. The days are counted from here.';
comment on column subject_request.promised_by is 'The last day by the register''s own promise; law_by: by GDPR article 12(3), extension included; due_by: which of them is to be kept now.';
comment on column subject_request.restricted is 'Whether the data is restricted because of this request.';
comment on column subject_request.inbox_id is 'The mail that it came by. It waits in the inbox, original and all, until the request is closed.';

-- What the person said and how they can be reached. It goes with the person, or with the request''s clock; the request stays.
create table subject_content (
    request_id bigint primary key references subject_request,
    name       text,
    contact    text,
    said       text,
    situation  text,
    at         timestamptz not null default now()
);
comment on column subject_content.situation is 'The particular situation that an objection names (GDPR article 21(1)).';

create table subject_event (
    id          bigint      generated always as identity primary key,
    request_id  bigint      not null references subject_request,
    register_id text,
    person_id   bigint,
    at          timestamptz not null default now(),
    what        text        not null check (what in ('received', 'kind-corrected', 'person-found', 'identity-asked',
                            'details-asked', 'details-given', 'identity-verified', 'restricted', 'restriction-lifted', 'extended',
                            'granted', 'refused', 'carried-out', 'disclosed', 'answered', 'reopened', 'withdrawn', 'closed')),
    ground      text,
    detail      text,
    who         text        not null
);
create index subject_event_by_request on subject_event (request_id, id);
create trigger subject_event_is_append_only before update or delete on subject_event
    for each statement execute function refuse_change();
comment on column subject_event.ground is 'A word of the closed lists: why it was refused or extended, by which means the identity was verified.';
comment on column subject_event.detail is 'Ids, field names and counts; never a value.';

-- The words in which a step was told or reasoned: written by people, so they may speak of somebody, and go with the content.
create table subject_note (
    event_id bigint primary key references subject_event,
    text     text not null check (text <> '')
);

-- Research and authorities (PROMISES SA5, SO6): recorded before anything is handed over, and never taken back. There is no value
-- here, only which fields: the history has what they were, until it is erased.
create table disclosure (
    id          bigint      generated always as identity primary key,
    act_key     text        not null,
    register_id text        not null,
    person_id   bigint      not null,
    at          timestamptz not null default now(),
    what        text        not null check (what in ('research', 'authority')),
    recipient   text        not null check (recipient <> ''),
    ground      text        not null check (ground <> ''),
    fields      text[]      not null check (cardinality(fields) > 0),
    digest      text        not null,
    who         text        not null,
    unique (act_key, person_id)
);
create index disclosure_by_person on disclosure (person_id);
create index disclosure_by_register on disclosure (register_id, id);
create trigger disclosure_is_append_only before update or delete on disclosure
    for each statement execute function refuse_change();
comment on column disclosure.ground is 'The section of the law or the permit, in words.';
comment on column disclosure.digest is 'Keyed hash of fields and values: proves what was handed over to whoever has the values, and tells them to nobody.';
