package fi.rekisterihub.evidence;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.support.FreshDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own with the room on it, and a few things that happen. */
final class EvidenceGround implements AutoCloseable {

    static final String REGISTER = "sofor-asiakasrekisteri";

    private static final String NOTICE = """
            with n as (
                insert into notice (id, register_id, kind, entity_id, cause)
                values (gen_random_uuid(), :register, :kind, :entity, :cause) returning id, entity_id)
            insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload)
            select gen_random_uuid(), id, entity_id, :recipient, 'processor-x', :payload::jsonb from n
            returning id
            """;
    private static final String ACT = """
            with e as (
                insert into permission_event (event_key, register_id, purpose, channel, state, source, by_person, evidence, event_time)
                values (gen_random_uuid()::text, :register, 'direct-marketing', 'email', 'prohibited', 'link', true,
                        '{"told": "by link"}', now()) returning id)
            insert into permission_subject (subject_key, event_id)
            select key, id from e, unnest(:keys) as key returning event_id
            """;

    private final HikariDataSource source;
    private final JdbcTemplate bulk;
    private int cause;

    EvidenceGround() {
        this(FreshDatabase.url());
    }

    EvidenceGround(String url) {
        source = FreshDatabase.dataSource(url);
        bulk = new JdbcTemplate(source);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(bulk);
    }

    HikariDataSource source() {
        return source;
    }

    static EvidenceSettings settings(int portion) {
        return new EvidenceSettings(true, Duration.ofSeconds(1), portion, Duration.ofHours(1), null, null);
    }

    SigningKeys keys() {
        return keys(settings(10_000));
    }

    SigningKeys keys(EvidenceSettings settings) {
        return new SigningKeys(FreshSecrets.of(jdbc()), settings);
    }

    Sealer sealer() {
        return sealer(settings(10_000));
    }

    Sealer sealer(EvidenceSettings settings) {
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        return new Sealer(bulk, transactions, settings, keys(settings));
    }

    SelfCheck selfCheck() {
        return new SelfCheck(bulk);
    }

    EvidenceReader reader() {
        return new EvidenceReader(bulk, keys());
    }

    /** @return the delivery's id */
    UUID notice(long entity, String recipient) {
        return notice(
                entity,
                recipient,
                "{\"entity\": \"person\", \"fields\": {\"phone\": \"+358 40 000 %04d\"}}".formatted(entity));
    }

    UUID notice(long entity, String recipient, String payload) {
        return jdbc().sql(NOTICE)
                .param("register", REGISTER)
                .param("kind", "rectified")
                .param("entity", entity)
                .param("cause", "change-set:" + ++cause)
                .param("recipient", recipient)
                .param("payload", payload)
                .query(UUID.class)
                .single();
    }

    void becomes(UUID delivery, String status, @Nullable String receipt) {
        jdbc().sql("update notice_delivery set status = :status, receipt = :receipt, attempts = 1 where id = :id")
                .param("status", status)
                .param("receipt", receipt)
                .param("id", delivery)
                .update();
    }

    long act(String... keys) {
        return jdbc().sql(ACT)
                .param("register", REGISTER)
                .param("keys", keys)
                .query(Long.class)
                .list()
                .get(0);
    }

    void audit(String action, @Nullable Long entity) {
        jdbc().sql("insert into audit (who, action, entity_id, detail) values ('maija', :action, :entity, 'a reason')")
                .param("action", action)
                .param("entity", entity)
                .update();
    }

    /** Some of everything, in several blocks: persons 1 to 20, two recipients. */
    void fill(int portion) {
        Sealer sealer = sealer(settings(portion));
        for (int person = 1; person <= 20; person++) {
            UUID told = notice(person, "asiakastieto");
            notice(person, "mailchimp");
            act("person:" + person, "email:hash-of-" + person);
            becomes(told, "sent", "250 queued");
            if (person % 4 == 0) {
                becomes(told, "confirmed", "done");
                audit("person-viewed", (long) person);
                sealer.seal();
            }
        }
        audit("login", null);
        sealer.seal();
    }

    byte[] bundle(ExportRequest request) {
        return bundle(request, keys());
    }

    byte[] bundle(ExportRequest request, SigningKeys keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Export(bulk, keys).prepare(request).orElseThrow().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static ExportRequest ofPerson(long id) {
        return new ExportRequest(id, null, null, null, false, List.of());
    }

    static ExportRequest ofRecipient(String id) {
        return new ExportRequest(null, id, null, null, false, List.of());
    }

    static ExportRequest ofPeriod(@Nullable Instant from, @Nullable Instant until) {
        return new ExportRequest(null, null, from, until, false, List.of());
    }

    static BundleCheck.Result check(byte[] bundle, String... trusted) {
        return check(bundle, Map.of(), trusted);
    }

    static BundleCheck.Result check(byte[] bundle, Map<Long, String> kept, String... trusted) {
        try {
            return new BundleCheck(List.of(trusted), kept, entry -> {})
                    .check("bundle.md", new ByteArrayInputStream(bundle));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
