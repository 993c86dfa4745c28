package fi.rekisterihub.support;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows for the tests of the pages and the API: a small hub in the middle of a day, with some trouble in it. */
final class SampleRegister {

    private static final String FEEDS = """
            insert into feed (name) values ('prh-company'), ('asiakastieto-company'), ('fonecta-contact'),
                ('dma-optout'), ('crm-person')
            """;
    private static final String STREAMS = """
            insert into stream (feed, register_id) values
                ('prh-company', 'sofor-asiakasrekisteri'), ('fonecta-contact', 'sofor-asiakasrekisteri'),
                ('dma-optout', 'sofor-asiakasrekisteri'), ('crm-person', 'sofor-asiakasrekisteri')
            """;
    private static final String METERS = """
            insert into source_meter (source, failures, opened_at, probe_at, last_failure) values
                ('fonecta', 5, now() - interval '1 minute', now() + interval '1 hour', 'The source answered HTTP 503.')
            """;
    private static final String SCHEDULES = """
            insert into schedule (name, next_at, last_at, last_error, failures) values
                ('prh-company', now() + interval '2 hours', now() - interval '12 minutes', null, 0),
                ('fonecta-contact', now() + interval '5 minutes', now() - interval '1 minute', 'The answer was 503.', 3),
                ('dma-optout', now() + interval '3 hours', now() - interval '1 day', null, 0),
                ('crm-person', now() - interval '3 hours', now() - interval '1 day', null, 0)
            """;
    private static final String BACKFILLS = """
            insert into backfill (feed, from_date, to_date, status, asked_by, asked_at, seen, total, named, message) values
                ('fonecta-contact', '2026-01-01', '2026-03-31', 'done', 'operator', now() - interval '9 days', 8120, 8120, 64, null),
                ('fonecta-contact', '2026-06-01', '2026-06-30', 'failed', 'operator', now() - interval '2 days', 100, 2300, 2,
                 'The source answered HTTP 503.'),
                ('fonecta-contact', '2026-04-01', '2026-05-31', 'running', 'operator', now() - interval '3 minutes', 1200,
                 4500, 17, null)
            """;
    private static final String BACKFILL_READERS = """
            insert into backfill_reader (feed, seen_at) values ('fonecta-contact', now() + interval '1 day')
            """;
    private static final String DELIVERIES = """
            insert into delivery (feed, origin, status, records, completed_at, size_bytes, opened_at)
            select feed, 'test', 'complete', 1000, now() - interval '12 minutes', 123456, now() - interval '13 minutes'
              from unnest(array['prh-company', 'crm-person', 'dma-optout', 'fonecta-contact', 'prh-company']) as feed
            """;
    private static final String RUNS = """
            insert into run (delivery_id, feed, register_id, status, rows_in, rows_done, applied, unchanged, review,
                             refused, parked, effects, queued_at, started_at, finished_at, brake, message) values
                (1, 'prh-company', 'sofor-asiakasrekisteri', 'done', 1000, 1000, 120, 870, 3, 5, 2, '{"created": 20}',
                 now() - interval '13 minutes', now() - interval '13 minutes', now() - interval '12 minutes', null, null),
                (2, 'crm-person', 'sofor-asiakasrekisteri', 'running', 20000, 8000, 7990, 0, 2, 3, 5, '{}',
                 now() - interval '40 seconds', now() - interval '40 seconds', null, null, null),
                (3, 'dma-optout', 'sofor-asiakasrekisteri', 'braked', 90, 0, 0, 0, 0, 0, 0, '{}',
                 now() - interval '50 minutes', now() - interval '50 minutes', null,
                 '3910 of 4000 entries are no longer on the list (97.8 %); the limit is 2.0 %.', null),
                (4, 'fonecta-contact', 'sofor-asiakasrekisteri', 'failed', 10, 0, 0, 0, 0, 0, 0, '{}',
                 now() - interval '5 hours', now() - interval '5 hours', now() - interval '5 hours', null,
                 'The source refused the hub''s credentials (HTTP 401).')
            """;
    private static final String COMPANIES = """
            insert into company (id, register_id, business_id, name, street, postal_code, city, phone, website,
                                 industry, status, provenance, extra) values
                (101, 'sofor-asiakasrekisteri', '1234567-1', 'Koivurannan Konepaja Oy', 'Rantatie 5', '33100', 'Tampere',
                 '+358 3 000 1111', 'https://koivuranta.example', 'Metallituotteet', 'active',
                 '{1,1,0,0,1,1,1,0,1,0,1,0,1,0,0,1}', '{}'),
                (102, 'sofor-asiakasrekisteri', '2345678-2', 'Åströms Bageri Ab', 'Bagargränd 2', '65100', 'Vaasa',
                 null, null, 'Leipomot', 'active', '{1,1,0,0,1,1,1,0,0,0,0,0,1,0,0,1}', '{}')
            """;
    private static final String PERSONS = """
            insert into person (id, register_id, family_name, given_name, title, email, phone, street, postal_code,
                                city, language, email_key, provenance, extra) values
                (201, 'sofor-asiakasrekisteri', 'Lehtimäki', 'Aino', 'Ostopäällikkö', 'aino.lehtimaki@koivuranta.example',
                 '+358 40 000 1234', 'Rantatie 5', '33100', 'Tampere', 'fi', 'email:sample201',
                 '{5,5,0,3,5,3,5,5,5,0,5,0}', '{}'),
                (202, 'sofor-asiakasrekisteri', 'Åström', 'Örjan', 'Toimitusjohtaja', 'orjan@bageri.example', null, null,
                 null, null, 'sv', 'email:sample202', '{5,5,0,5,5,0,0,0,0,0,5,0}', '{}'),
                (203, 'sofor-asiakasrekisteri', '<script>alert(1)</script>', 'Väinö', null, null, null, null, null, null,
                 null, null, '{5,5,0,0,0,0,0,0,0,0,0,0}', '{}')
            """;
    private static final String HOLDS = """
            insert into data_hold (register_id, person_id, what, reason, set_by) values
                ('sofor-asiakasrekisteri', 202, 'dispute', 'Lasku on riitautettu.', 'officer')
            """;
    private static final String ERASED = """
            insert into erasure_event (register_id, person_id, what, cause, who) values
                ('sofor-asiakasrekisteri', 204, 'erased', 'subject-request:4', 'officer')
            """;
    private static final String ROLES = """
            insert into role (person_id, company_id, duty, feed_id, since) values
                (201, 101, 'purchasing', 3, now() - interval '40 days'), (202, 102, 'management', 5, now())
            """;
    private static final String SHAPES = """
            insert into change_shape (id, fingerprint, fields, rules) overriding system value values
                (901, gen_random_uuid(), '{street,postalCode}', '{precedence,precedence}'),
                (902, gen_random_uuid(), '{familyName,givenName,email}', '{new,new,new}'),
                (903, gen_random_uuid(), '{phone}', '{precedence}')
            """;
    private static final String CHANGES = """
            insert into change_set (entity_id, register_id, run_id, feed_id, at, shape_id, old_values, new_values)
            values
                (101, 'sofor-asiakasrekisteri', 1, 1, now() - interval '12 minutes', 901,
                 '{Vanhatie 1,33200}', '{Rantatie 5,33100}'),
                (201, 'sofor-asiakasrekisteri', 2, 5, now() - interval '90 days', 902,
                 null, '{Lehtimäki,Aino,aino.lehtimaki@koivuranta.example}'),
                (201, 'sofor-asiakasrekisteri', 2, 3, now() - interval '2 days', 903, '{+358 40 000 9999}',
                 '{+358 40 000 1234}')
            """;
    private static final String PARKED = """
            insert into parked (run_id, feed, register_id, line, record_key, raw, field, reason) values
                (1, 'prh-company', 'sofor-asiakasrekisteri', 17, '1234567-9', '{"businessId":"1234567-9"}', 'businessId',
                 'The Y-tunnus has a wrong check digit or form.'),
                (1, 'prh-company', 'sofor-asiakasrekisteri', 40, null, '{"name":', null, 'The record is no JSON object.')
            """;
    private static final String REVIEWS = """
            insert into review (register_id, run_id, feed, record_key, entity, reason, observation, candidates, at) values
                ('sofor-asiakasrekisteri', 2, 'crm-person', 'C-17', 'person', 'several-persons',
                 '{"familyName":"Lehtimäki","givenName":"Aino","phone":"+358 40 000 1234"}', '{201,202}',
                 now() - interval '3 days')
            """;
    private static final String PERMISSIONS = """
            insert into permission_event (event_key, register_id, purpose, channel, state, source, by_person, event_time)
            values ('test:1', null, 'direct-marketing', 'email', 'prohibited', 'link', true, now() - interval '1 hour'),
                   ('test:2', 'sofor-asiakasrekisteri', 'direct-marketing', 'phone', 'prohibited', 'console', false,
                    now() - interval '20 days')
            """;
    private static final String SUBJECTS = """
            insert into permission_subject (subject_key, event_id) values ('person:201', 1), ('email:sample201', 1),
                ('person:202', 2)
            """;
    private static final String LISTS = """
            insert into optout_list (name, entries, version_date, applied_at, run_id)
            values ('dma-optout', 4000, current_date - 40, now() - interval '40 days', 3)
            """;
    private static final String NOTICES = """
            insert into notice (id, register_id, kind, entity_id, cause) values
                ('00000000-0000-4000-8000-000000000001', 'sofor-asiakasrekisteri', 'opt-out', 201, 'permission-event:1'),
                ('00000000-0000-4000-8000-000000000002', 'sofor-asiakasrekisteri', 'rectified', 201, 'change-set:3')
            """;
    private static final String NOTICE_DELIVERIES = """
            insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload, status, attempts, last_error, receipt,
                                         sent_at, confirmed_at, next_at) values
                ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001', 201, 'brevo', 'brevo-optout',
                 '{}', 'confirmed', 1, null, 'HTTP 204', now(), now(), now()),
                ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000001', 201, 'mailchimp',
                 'mailchimp-optout', '{}', 'new', 2, 'The answer was 503.', null, null, null, now() + interval '1 hour'),
                ('00000000-0000-4000-8000-000000000013', '00000000-0000-4000-8000-000000000002', 201, 'laitehuolto',
                 'processor-http', '{"phone":"+358 40 000 1234"}', 'dead', 10, 'The answer was 410.', null, null, null,
                 now())
            """;

    private static final String REQUESTS = """
            insert into subject_request (request_key, register_id, kind, purpose, person_id, way, language, received_at, promised_by,
                                         law_by, due_by, state, restricted, ended_at) values
                ('sample:1', 'sofor-asiakasrekisteri', 'access', null, 201, 'post', 'fi', now() - interval '29 days',
                 current_date + 1, current_date + 1, current_date + 1, 'received', false, null),
                ('sample:2', null, 'erasure', null, null, 'email', 'sv', now() - interval '2 hours',
                 current_date + 7, current_date + 30, current_date + 7, 'received', false, null),
                ('sample:3', 'sofor-asiakasrekisteri', 'access', null, 202, 'visit', 'fi', now() - interval '90 days',
                 current_date - 60, current_date - 60, current_date - 60, 'closed', false, now() - interval '80 days')
            """;
    private static final String REQUEST_WORDS = """
            insert into subject_content (request_id, name, contact, said) values
                (1, 'Aino Lehtimäki', 'aino.lehtimaki@koivuranta.example', 'Haluan tietää, mitä tietoja minusta on.'),
                (2, null, 'nagon@annanstans.example', 'Ta bort mina uppgifter.')
            """;
    private static final String REQUEST_EVENTS = """
            insert into subject_event (request_id, register_id, person_id, what, detail, who) values
                (1, 'sofor-asiakasrekisteri', 201, 'received', 'post', 'steward'),
                (1, 'sofor-asiakasrekisteri', 201, 'person-found', null, 'steward'),
                (2, null, null, 'received', 'email', 'mailbox')
            """;

    private SampleRegister() {}

    static void fill(JdbcClient jdbc) {
        for (String rows : new String[] {
            FEEDS,
            STREAMS,
            SCHEDULES,
            METERS,
            BACKFILLS,
            BACKFILL_READERS,
            DELIVERIES,
            RUNS,
            COMPANIES,
            PERSONS,
            HOLDS,
            ERASED,
            ROLES,
            SHAPES,
            CHANGES,
            PARKED,
            REVIEWS,
            PERMISSIONS,
            SUBJECTS,
            LISTS,
            NOTICES,
            NOTICE_DELIVERIES,
            REQUESTS,
            REQUEST_WORDS,
            REQUEST_EVENTS
        }) {
            jdbc.sql(rows).update();
        }
    }
}
