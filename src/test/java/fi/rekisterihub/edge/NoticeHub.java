package fi.rekisterihub.edge;

import fi.rekisterihub.database.FreshSecrets;
import fi.rekisterihub.database.Secrets;
import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.CallbackTokens;
import fi.rekisterihub.notice.ChangedEntity;
import fi.rekisterihub.notice.NoticeKind;
import fi.rekisterihub.notice.NoticeSettings;
import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.OutboxBatches;
import fi.rekisterihub.notice.PublicAddress;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.signing.HubKey;
import fi.rekisterihub.notice.signing.KnownParties;
import fi.rekisterihub.notice.signing.TestKeys;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.support.FreshDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and one shipped route, where it lies, in a Camel context of its own. */
final class NoticeHub implements AutoCloseable {

    static final String REGISTER = "sofor-asiakasrekisteri";

    final DataSource database;
    final JdbcClient jdbc;

    private static final NoticeSettings IMPATIENT =
            new NoticeSettings(3, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2));
    /** As they are shipped. */
    static final NoticeSettings SHIPPED =
            new NoticeSettings(42, Duration.ofSeconds(30), Duration.ofHours(6), Duration.ofMinutes(2));

    final Outbox outbox;
    final OutboxBatches batches;
    final DefaultCamelContext context = new DefaultCamelContext();
    final Secrets secrets;
    final HubKey key;
    final CallbackTokens callbacks;
    final Acknowledgements acknowledgements;

    private final Notices notices;

    NoticeHub(String recipient, Set<String> fields, Map<String, String> placeholders) {
        this(
                Recipient.processor(recipient, "processor-" + recipient, Set.of(), fields),
                placeholders,
                null,
                TestKeys.nobody());
    }

    /** @param publicUrl where recipients call back, if they do */
    NoticeHub(Recipient recipient, Map<String, String> placeholders, @Nullable String publicUrl, KnownParties parties) {
        this(FreshDatabase.dataSource(), recipient, placeholders, publicUrl, parties, null);
    }

    /** @param key the hub's own; null for one that it makes */
    NoticeHub(
            DataSource database,
            Recipient recipient,
            Map<String, String> placeholders,
            @Nullable String publicUrl,
            KnownParties parties,
            @Nullable HubKey key) {
        this(database, recipient, placeholders, publicUrl, parties, key, IMPATIENT);
    }

    NoticeHub(
            DataSource database,
            Recipient recipient,
            Map<String, String> placeholders,
            @Nullable String publicUrl,
            KnownParties parties,
            @Nullable HubKey key,
            NoticeSettings settings) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.outbox = new Outbox(jdbc, settings);
        this.batches = new OutboxBatches(jdbc, settings);
        this.secrets = FreshSecrets.of(jdbc);
        this.key = key == null ? TestKeys.hub(secrets, "hub.example.fi") : key;
        this.acknowledgements =
                new Acknowledgements(jdbc, new TransactionTemplate(new DataSourceTransactionManager(database)));
        this.notices = new Notices(database, register -> List.of(recipient));
        this.callbacks =
                new CallbackTokens(secrets, new PublicAddress(publicUrl == null ? null : URI.create(publicUrl)));
        context.disableJMX();
        context.getRegistry().bind("dataSource", database);
        context.getRegistry().bind("hubOutbox", new HubOutbox(outbox, batches));
        context.getRegistry().bind("hubReceipts", new Receipts(parties));
        context.getRegistry().bind("hubOpenDsrSigning", new OpenDsrSigning(this.key));
        context.getRegistry().bind("hubOneCallOnly", new OneCallOnly(SourceHub.HTTP));
        context.getRegistry().bind("hubReceiptFiles", new HubReceiptFiles(acknowledgements));
        context.getRegistry().bind("hubMailSealing", new MailSealing(parties, this.key));
        context.getRegistry().bind("hubFileNames", new FileNames());
        context.getRegistry().bind("hubNoticeMessages", new NoticeMessages(callbacks));
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:routes/kamelets");
        context.addComponent("kamelet", kamelets);
        Properties properties = new Properties();
        placeholders.forEach(properties::setProperty);
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    void mailThrough(int port) {
        SmtpSettings smtp = new SmtpSettings(
                "127.0.0.1", port, "smtp", false, null, null, "rekisteri@example.fi", Duration.ofSeconds(10));
        context.getRegistry().bind("hubMailSender", new HubMailSender(smtp));
        context.getRegistry().bind("hubMailNames", new MailNames(smtp));
    }

    /** Loads the shipped file and starts to deliver. */
    NoticeHub start(String routeId) {
        return startFile(Path.of("routes", routeId + ".camel.yaml"));
    }

    NoticeHub startFile(Path route) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + route));
            context.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException("Route %s does not start.".formatted(route), e);
        }
    }

    /** Queues a correction and answers the id of its delivery. */
    UUID corrected(long changeSet, long entity, Map<String, String> values) {
        return changed(new ChangedEntity(changeSet, EntityKind.PERSON, entity, NoticeKind.RECTIFIED, values));
    }

    UUID changed(ChangedEntity change) {
        notices.changed(REGISTER, List.of(change));
        return jdbc.sql("""
                        select d.id from notice_delivery d join notice n on n.id = d.notice_id
                         where n.cause = ? and n.kind = ?
                        """)
                .params("change-set:" + change.changeSetId(), change.kind().word())
                .query(UUID.class)
                .single();
    }

    String status(UUID id) {
        return String.valueOf(row(id).get("status"));
    }

    Map<String, Object> row(UUID id) {
        return jdbc.sql("select * from notice_delivery where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    void allDueNow() {
        jdbc.sql("update notice_delivery set next_at = now() - interval '1 second'")
                .update();
    }

    @Override
    public void close() {
        context.stop();
    }
}
