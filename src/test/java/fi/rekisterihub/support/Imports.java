package fi.rekisterihub.support;

import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.intake.Pages;
import fi.rekisterihub.intake.RunWorker;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries into a quiet hub, and their runs at once; with rows as the customer system and the list write them. */
public record Imports(QuietHub hub) {

    public static final String CRM_HEADER =
            "customer_id;family_name;given_name;title;email;phone;street;postal_code;city;country;language;birth_year;business_id;duty\n";
    public static final String DMA_HEADER =
            "kanava;puhelin;sukunimi;etunimi;katuosoite;postinumero;postitoimipaikka;voimassa_asti\n";

    /**
     * Row by row and without looking at references: to truncate a hundred tables, most of them empty, takes longer than
     * most tests do. What refers to one of these goes with it.
     */
    private static final String EMPTY = """
            do $$
            declare
                emptied text;
            begin
                set local session_replication_role = replica;
                for emptied in
                    with recursive named as (
                        select unnest('{%s}'::regclass[])::oid as id
                        union
                        select reference.conrelid
                          from pg_constraint reference join named on reference.confrelid = named.id
                         where reference.contype = 'f')
                    select id::regclass::text from named
                loop
                    execute 'delete from ' || emptied;
                end loop;
            end $$
            """.formatted("""
                    schema_field, schema_drift, notice_delivery, notice, notice_answer, notice_escalation,
                    opendsr_request, review, parked, source_record, run, delivery_page, delivery, role, person,
                    person_key, former_keys, company, field_override, field_conflict, change_set, entity_link,
                    likeness, identity_decision, identity_event, identity_touched, restriction, data_hold,
                    erasure_event, erasure_rest, clock_fact, lapsed_person, lapsed_field, lapsed_group, group_hold,
                    retention_due, retention_run, retention_standing, retention_event, suppression, optout_entry,
                    optout_list, provider_joined, subject_note, subject_event, subject_content, subject_request, disclosure,
                    notice_event, optout_event, evidence_block, evidence_entry, evidence_forgotten, evidence_check""".replaceAll("\\s+", ""));

    private static final int MOST_ATTEMPTS = 5;
    private static final String WAITING = "select id from run where status = 'queued' order by id";

    /** Forgets everybody, and every delivery. What the hub itself looks at meanwhile may be locked the other way round. */
    public void emptyRegister() {
        for (int attempt = 1; ; attempt++) {
            try {
                jdbc().sql(EMPTY).update();
                return;
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == MOST_ATTEMPTS) {
                    throw deadlock;
                }
            }
        }
    }

    /** @return the delivery's id */
    public long file(String feed, String text) {
        return file(feed, text, feed.equals("dma-optout") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    public long file(String feed, String text, Charset charset) {
        long delivery =
                hub.get(Deliveries.class).fromFile(feed, "test", new ByteArrayInputStream(text.getBytes(charset)));
        executeAll();
        return delivery;
    }

    /** @return the delivery's id */
    public long bytes(String feed, byte[] content) {
        long delivery = hub.get(Deliveries.class).fromFile(feed, "test", new ByteArrayInputStream(content));
        executeAll();
        return delivery;
    }

    public void page(String feed, String body) {
        Deliveries deliveries = hub.get(Deliveries.class);
        Deliveries.OpenDelivery open = deliveries.open(feed, "test");
        hub.get(Pages.class).keep(open.id(), feed, 1, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
        deliveries.complete(open.id(), feed);
        executeAll();
    }

    public void executeAll() {
        jdbc().sql(WAITING).query(Long.class).list().forEach(hub.get(RunWorker.class)::executeNow);
    }

    public static String persons(int count, String street) {
        return IntStream.range(1000, 1000 + count)
                .mapToObj(
                        i -> "C-%d;Suku%d;Etu;;p%d@a.example;;%s;00100;Helsinki;FI;fi;;;\n".formatted(i, i, i, street))
                .collect(Collectors.joining());
    }

    public static String phones(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("puhelin;+35850555%04d;;;;;;31.12.2028\n"::formatted)
                .collect(Collectors.joining());
    }

    private JdbcClient jdbc() {
        return hub.get(JdbcClient.class);
    }
}
