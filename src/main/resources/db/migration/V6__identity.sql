-- Who is the same: what the matcher finds between the entities of a register, what people say of it, and what was done.

-- What the matcher finds between two entities as they are now. Found anew whenever one of them changes.
create table likeness (
    register_id text      not null,
    entity      text      not null check (entity in ('company', 'person')),
    one         bigint    not null,
    other       bigint    not null,
    bits        real      not null,
    verdict     text      not null check (verdict in ('same', 'doubtful')),
    guards      text[]    not null default '{}',
    evidence    jsonb     not null,
    fingerprint uuid      not null,
    found_at    timestamptz not null default now(),
    later_until timestamptz,
    later_by    text,
    primary key (one, other),
    check (one < other)
);
create index likeness_by_other on likeness (other);
create index likeness_by_register on likeness (register_id, entity, one, other);
comment on column likeness.evidence is 'Field by field how the two agree and how many bits that is worth; never a value.';
comment on column likeness.fingerprint is 'Of what was compared: an answer that a person gave holds as long as it stays.';
comment on column likeness.later_until is 'Somebody put the question off until then.';

-- What a person says of two entities. Only ever added to; the newest that nobody took back holds.
create table identity_decision (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    entity      text        not null check (entity in ('company', 'person')),
    one         bigint      not null,
    other       bigint      not null,
    verdict     text        not null check (verdict in ('same', 'different', 'undone')),
    reason      text        not null,
    decided_by  text        not null,
    confirmed_by text       check (confirmed_by <> decided_by),
    at          timestamptz not null default now(),
    fingerprint uuid,
    undoes      bigint      unique references identity_decision,
    check (one < other),
    check ((verdict = 'undone') = (undoes is not null))
);
create index identity_decision_by_pair on identity_decision (one, other);
create index identity_decision_by_other on identity_decision (other);
create trigger identity_decision_is_append_only before update or delete on identity_decision
    for each statement execute function refuse_change();
comment on column identity_decision.fingerprint is 'What the matcher compared when it was decided; where it has moved since, "different" is asked again.';

create view identity_in_force as
select * from identity_decision d
 where verdict <> 'undone' and not exists (select from identity_decision u where u.undoes = d.id);

comment on column identity_decision.confirmed_by is 'The second person, where the profile asks for four eyes.';

-- What was compared when a person spoke: of a pair, or of one and all with whom it is one.
create function identity_compared(of_one bigint, of_other bigint, of_part bigint) returns uuid language sql stable as $$
    select case when of_part is null
        then (select fingerprint from likeness where one = of_one and other = of_other)
        else (select md5(string_agg(m.id || ':' || coalesce(l.fingerprint::text, '-'), ',' order by m.id))::uuid
                from unnest(all_parts(array[of_part])) as m(id)
                left join likeness l on l.one = least(m.id, of_part) and l.other = greatest(m.id, of_part)
               where m.id <> of_part)
        end
$$;

-- Where the profile asks for four eyes, a word is first proposed. Both tables are only ever added to; that nobody confirms
-- what they proposed themselves holds here, whatever a program does.
create table identity_proposal (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    entity      text        not null check (entity in ('company', 'person')),
    one         bigint      not null,
    other       bigint      not null,
    verdict     text        not null check (verdict in ('same', 'different', 'separated', 'undone')),
    part_id     bigint      check (part_id in (one, other)),
    undoes      bigint      references identity_decision,
    reason      text        not null,
    proposed_by text        not null,
    at          timestamptz not null default now(),
    compared    uuid,
    last_word   bigint,
    unique (id, proposed_by),
    check (one < other),
    check ((verdict = 'separated') = (part_id is not null)),
    check ((verdict = 'undone') = (undoes is not null))
);
create index identity_proposal_by_pair on identity_proposal (one, other);
create trigger identity_proposal_is_append_only before update or delete on identity_proposal
    for each statement execute function refuse_change();
comment on column identity_proposal.part_id is 'Who is to be taken out of all with whom it is one; "other" or "one" is one of these.';
comment on column identity_proposal.last_word is 'The newest word on the two then: a newer one overtakes the proposal.';

create table identity_answer (
    proposal_id bigint      primary key,
    proposed_by text        not null,
    answer      text        not null check (answer in ('confirmed', 'refused', 'withdrawn')),
    answered_by text        not null,
    reason      text,
    decision_id bigint      references identity_decision,
    at          timestamptz not null default now(),
    foreign key (proposal_id, proposed_by) references identity_proposal (id, proposed_by),
    check ((answered_by = proposed_by) = (answer = 'withdrawn')),
    check ((answer = 'confirmed') = (decision_id is not null))
);
create trigger identity_answer_is_append_only before update or delete on identity_answer
    for each statement execute function refuse_change();

-- Whatever has moved since it was proposed makes a proposal fall away: nobody need close it.
create view identity_proposal_open as
select p.* from identity_proposal p
 where not exists (select from identity_answer a where a.proposal_id = p.id)
   and p.compared is not distinct from identity_compared(p.one, p.other, p.part_id)
   and p.last_word is not distinct from (select max(d.id) from identity_decision d where d.one = p.one and d.other = p.other)
   and 2 = case p.entity
           when 'person' then (select count(*) from person e
                                where e.id in (p.one, p.other) and e.register_id = p.register_id and e.restricted_at is null)
           else (select count(*) from company e
                  where e.id in (p.one, p.other) and e.register_id = p.register_id and e.restricted_at is null)
           end;

-- What was done: whose part an entity became, or ceased to be.
create table identity_event (
    id          bigint      generated always as identity primary key,
    register_id text        not null,
    entity      text        not null,
    part_id     bigint      not null,
    head_before bigint      not null,
    head_after  bigint      not null,
    cause       text        not null check (cause in ('matched', 'decided', 'evidence-withdrawn')),
    actor       text,
    at          timestamptz not null default now()
);
create index identity_event_by_part on identity_event (part_id);
create trigger identity_event_is_append_only before update or delete on identity_event
    for each statement execute function refuse_change();

-- How far the changes of the register have been looked at: those of runs, and those of people.
create table identity_run (
    run_id      bigint      primary key references run,
    register_id text        not null,
    rows_done   bigint      not null,
    entities    bigint      not null default 0,
    total       bigint,
    linked      bigint      not null default 0,
    asked       bigint,
    place       bigint      not null default 0,
    status      text        not null default 'waiting' check (status in ('waiting', 'done')),
    node        uuid,
    at          timestamptz not null default now()
);
create index identity_run_waiting on identity_run (run_id) where status = 'waiting';
comment on column identity_run.node is 'Which process looked; all others read the entities anew.';
comment on column identity_run.rows_done is 'Of the run when it was seen: a run that went on after a failure is looked at again.';
comment on column identity_run.total is 'How many it changed, of whom "entities" have been looked at; null until the look has begun.';
comment on column identity_run.linked is 'How many became one with another while they were looked at.';
comment on column identity_run.asked is 'How many questions on those whom it changed were open when the look was over.';
comment on column identity_run.place is 'The highest entity that was looked at, so that a killed process goes on there.';

-- What people changed, one by one, and who left the register or must be looked at anew for what no run tells.
create table identity_touched (
    id            bigint      generated always as identity primary key,
    change_set_id bigint      unique,
    register_id   text        not null,
    entity_id     bigint      not null,
    status        text        not null default 'waiting' check (status in ('waiting', 'done')),
    node          uuid,
    at            timestamptz not null default now()
);
create index identity_touched_waiting on identity_touched (id) where status = 'waiting';
create index identity_touched_by_time on identity_touched (at);

create function identity_loses() returns trigger language plpgsql as $$
begin
    insert into identity_touched (register_id, entity_id) select register_id, id from gone;
    delete from likeness where one in (select id from gone) or other in (select id from gone);
    return null;
end $$;
create trigger person_is_lost_to_identity after delete on person
    referencing old table as gone for each statement execute function identity_loses();
create trigger company_is_lost_to_identity after delete on company
    referencing old table as gone for each statement execute function identity_loses();

create function identity_is_touched() returns trigger language plpgsql as $$
begin
    insert into identity_touched (register_id, entity_id) values (new.register_id, new.id);
    return null;
end $$;
-- Fires only where these columns are written, which no delivery does by the thousand.
create trigger person_touches_identity after update of restricted_at, deceased_at on person for each row
    when (old.restricted_at is distinct from new.restricted_at or old.deceased_at is distinct from new.deceased_at)
    execute function identity_is_touched();
create trigger company_touches_identity after update of restricted_at on company for each row
    when (old.restricted_at is distinct from new.restricted_at)
    execute function identity_is_touched();

create index identity_run_by_time on identity_run (at);
