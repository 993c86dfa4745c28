-- Restriction (GDPR article 18), what must be kept although somebody asks for erasure, and erasure (article 17).

-- Why a person's data is restricted. Several causes may hold at once; person.restricted_at stands as long as one does.
create table restriction (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    person_id   bigint      not null,
    cause       text        not null check (cause <> ''),
    put_by      text        not null,
    at          timestamptz not null default now(),
    lifted_at   timestamptz,
    lifted_by   text,
    check ((lifted_at is null) = (lifted_by is null))
);
create unique index restriction_in_force on restriction (person_id, cause) where lifted_at is null;
comment on table restriction is 'One row for each part of a person: whoever is found to be one is restricted as one.';
comment on column restriction.cause is 'subject-request:<id> or another id of whoever asks; never a reason in words.';

-- Restricted data is compared with nobody, from this moment on; the indexes in memory follow.
create function restricted_is_not_compared() returns trigger language plpgsql as $$
begin
    delete from likeness where one = new.id or other = new.id;
    return null;
end $$;
create trigger person_is_not_compared after update of restricted_at on person for each row
    when (old.restricted_at is null and new.restricted_at is not null)
    execute function restricted_is_not_compared();

-- What must be kept for a while although the person asks for erasure or a clock has run out.
create table data_hold (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    person_id   bigint      not null,
    what        text        not null,
    reason      text        not null,
    until       date,
    set_by      text        not null,
    at          timestamptz not null default now(),
    lifted_at   timestamptz,
    lifted_by   text,
    check ((lifted_at is null) = (lifted_by is null))
);
create index data_hold_by_person on data_hold (person_id);
comment on column data_hold.what is 'A hold of the profile: legal-duty, dispute, complaint, collection, training-proof.';
comment on column data_hold.until is 'The last day on which it holds; null for one that somebody must lift.';

-- What was restricted, held and erased: ids and words, never a value.
create table erasure_event (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    person_id   bigint,
    at          timestamptz not null default now(),
    what        text        not null check (what in ('restricted', 'restriction-lifted', 'hold-put', 'hold-lifted',
                                                     'erased', 'erased-again', 'rest-erased', 'returned', 'returned-again',
                                                     'restricted-again', 'restriction-lifted-again')),
    cause       text        not null,
    who         text        not null,
    detail      jsonb       not null default '{}',
    token       uuid        not null default gen_random_uuid()
);
create index erasure_event_by_person on erasure_event (person_id);
comment on column erasure_event.token is 'By which a copy outside of the database knows the event: numbers begin anew with a restored backup.';
comment on column erasure_event.detail is 'Counts by place, and who was told. Of an erasure also the keyed hashes that stay away, so that it can be done again on a restored backup.';
create trigger erasure_event_is_append_only before update or delete on erasure_event
    for each statement execute function refuse_change();

-- What an erasure cannot take away in its own transaction: files, and what is still needed to keep an opt-out.
create table erasure_rest (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    what        text        not null check (what in ('delivery', 'file', 'opt-out', 'arrival')),
    ref         text        not null,
    since       timestamptz not null default now(),
    next_at     timestamptz not null default now(),
    done_at     timestamptz,
    outcome     text
);
create unique index erasure_rest_open on erasure_rest (what, ref, register_id) where done_at is null;
create index erasure_rest_due on erasure_rest (next_at) where done_at is null;
comment on table erasure_rest is 'delivery: a file or pages that may hold the person, to be written anew without them. file: what is left on disk of one that was. opt-out: a delivery of a notice that a provider must still get. arrival: a hook, click or mail that is not settled yet.';

alter table delivery add column redacted_at timestamptz;
comment on column delivery.redacted_at is 'When records of erased persons were last taken out of the content. content_hash and size stay those of what came.';

-- E-mail addresses in what reached us by itself, so that a person's can be found again. Bytes that are no text are of no address.
create function addresses_in(body bytea) returns text[] language sql immutable parallel safe as $$
    select case when position('@'::bytea in body) = 0 and position('%40'::bytea in body) = 0 then '{}'::text[]
           else array(select distinct lower(m[1])
                        from regexp_matches(replace(encode(body, 'escape'), '%40', '@'),
                                            '([^][[:space:]"''<>(){},;:=&\\/|]+@[[:alnum:]._-]+[[:alnum:]])', 'g') as m) end
$$;
create index inbox_by_address on inbox using gin (addresses_in(body)) where purged_at is null;
-- Whom questions name, and of which record they are.
create index review_by_candidate on review using gin (candidates);
create index review_by_record on review (register_id, feed, record_key);
create index notice_delivery_of_address on notice_delivery ((payload ->> 'email')) where entity_id is null;

-- Evidence is only ever added to. What people wrote into it in their own words may hold personal data, so these words, and
-- nothing else, can be taken out.
create function refuse_change_but_emptying() returns trigger language plpgsql as $$
declare
    word text := tg_argv[0];
    was jsonb := to_jsonb(old);
    becomes jsonb := to_jsonb(new);
begin
    if was - word = becomes - word
       and (becomes ->> word is null or becomes ->> word = 'erased'
            or jsonb_typeof(was -> word) = 'object' and becomes -> word = (was -> word) - 'reason') then
        return new;
    end if;
    raise exception '% is append-only: record a new event instead of changing an old one.', tg_table_name;
end $$;

drop trigger permission_event_is_append_only on permission_event;
create trigger permission_event_is_append_only before delete on permission_event
    for each statement execute function refuse_change();
create trigger permission_event_only_loses_words before update on permission_event
    for each row execute function refuse_change_but_emptying('evidence');
drop trigger audit_is_append_only on audit;
create trigger audit_is_append_only before delete on audit for each statement execute function refuse_change();
create trigger audit_only_loses_words before update on audit
    for each row execute function refuse_change_but_emptying('detail');
drop trigger identity_decision_is_append_only on identity_decision;
create trigger identity_decision_is_append_only before delete on identity_decision
    for each statement execute function refuse_change();
create trigger identity_decision_only_loses_words before update on identity_decision
    for each row execute function refuse_change_but_emptying('reason');
drop trigger identity_proposal_is_append_only on identity_proposal;
create trigger identity_proposal_is_append_only before delete on identity_proposal
    for each statement execute function refuse_change();
create trigger identity_proposal_only_loses_words before update on identity_proposal
    for each row execute function refuse_change_but_emptying('reason');
drop trigger identity_answer_is_append_only on identity_answer;
create trigger identity_answer_is_append_only before delete on identity_answer
    for each statement execute function refuse_change();
create trigger identity_answer_only_loses_words before update on identity_answer
    for each row execute function refuse_change_but_emptying('reason');
