-- Named users and what they did.

create table hub_user (
    name          text primary key,
    password_hash text        not null,
    roles         text[]      not null default '{}',
    language      text        not null default 'fi',
    enabled       boolean     not null default true,
    created_at    timestamptz not null default now()
);

create table audit (
    id        bigint generated always as identity primary key,
    at        timestamptz not null default now(),
    who       text        not null,
    action    text        not null,
    entity_id bigint,
    detail    text
);
create index audit_by_time on audit (at desc);
create index audit_by_entity on audit (entity_id) where entity_id is not null;
create trigger audit_is_append_only before update or delete on audit
    for each statement execute function refuse_change();

-- Keys and small facts that must outlive the process (the identity key, the link key), made at the first start.
create table secret (
    name  text primary key,
    value text        not null,
    at    timestamptz not null default now()
);
