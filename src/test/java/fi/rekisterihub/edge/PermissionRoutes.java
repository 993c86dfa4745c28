package fi.rekisterihub.edge;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.edge.provider.HubSuppressions;
import fi.rekisterihub.edge.provider.OwnHeaders;
import fi.rekisterihub.edge.provider.ProviderCalls;
import fi.rekisterihub.edge.provider.ProviderMetrics;
import fi.rekisterihub.intake.ProviderLimits;
import fi.rekisterihub.intake.SourceLimits;
import fi.rekisterihub.notice.Acknowledgements;
import fi.rekisterihub.notice.NoticeSettings;
import fi.rekisterihub.notice.Outbox;
import fi.rekisterihub.notice.OutboxBatches;
import fi.rekisterihub.notice.ProviderOutbox;
import fi.rekisterihub.permission.PermissionBench;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The permission room with the shipped routes, where they lie, in a Camel context of its own. */
final class PermissionRoutes implements AutoCloseable {

    private static final NoticeSettings NOTICES =
            new NoticeSettings(3, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMinutes(2));

    private static final SmtpSettings SMTP =
            new SmtpSettings("localhost", 25, "smtp", false, null, null, "rekisteri@example.fi", Duration.ofSeconds(5));

    final PermissionBench bench;
    final Acknowledgements acknowledgements;
    final Outbox outbox;
    final ProviderOutbox providerOutbox;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final DefaultCamelContext context = new DefaultCamelContext();

    PermissionRoutes(Map<String, String> settings) {
        this(new PermissionBench(), Map.of(), settings);
    }

    /** @param perHour how many calls an hour a provider allows, where that is limited */
    PermissionRoutes(PermissionBench bench, Map<String, Integer> perHour, Map<String, String> settings) {
        this.bench = bench;
        this.outbox = new Outbox(bench.jdbc, NOTICES);
        this.acknowledgements = new Acknowledgements(
                bench.jdbc, new TransactionTemplate(new DataSourceTransactionManager(bench.source)));
        this.providerOutbox = new ProviderOutbox(bench.jdbc, NOTICES, outbox);
        SourceLimits limits = ProviderLimits.on(bench.source, perHour);
        context.disableJMX();
        bind("hubInbox", new HubInbox(bench.inbox));
        bind("hubPermissions", new HubPermissions(bench.events, bench.linkActs));
        bind("hubUnopenedMails", new UnopenedMails());
        bind(
                "hubMailbox",
                new HubMailbox(
                        bench.inbox,
                        bench.replies,
                        new NoticeMailAnswers(
                                bench.inbox,
                                acknowledgements,
                                new MailNames(SMTP),
                                new ProcessorAddresses(Map.of(
                                        "print-house",
                                        new ProcessorAddresses.Processor("tiedot@print-house.example"))))));
        bind("hubOutbox", new HubOutbox(outbox, new OutboxBatches(bench.jdbc, NOTICES)));
        bind("hubReceipts", new Receipts(fi.rekisterihub.notice.signing.TestKeys.nobody()));
        bind("hubOneCallOnly", new OneCallOnly(SourceHub.HTTP));
        bind("hubOwnHeaders", new OwnHeaders());
        bind("hubProviderCalls", new ProviderCalls(new HubLimits(limits)));
        bind("hubSuppressions", new HubSuppressions(providerOutbox, limits, bench.told, new ProviderMetrics(meters)));
        bind("inboundHeaders", new InboundHeaders().inboundHeaders());
        bind("dataSource", bench.source);
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:routes/kamelets");
        context.addComponent("kamelet", kamelets);
        java.util.Properties properties = new java.util.Properties();
        settings.forEach(properties::setProperty);
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    /** Loads the shipped files and starts. */
    PermissionRoutes start(String... routeIds) {
        if (context.getRouteDefinitions().isEmpty()) {
            loadOnly(routeIds);
        }
        context.start();
        return this;
    }

    /** Loads files of a test's own beside the shipped Kamelets, and starts. */
    PermissionRoutes startFile(Path route) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + route));
        } catch (Exception e) {
            throw new IllegalStateException("The route %s does not load.".formatted(route), e);
        }
        context.start();
        return this;
    }

    /** Loads the shipped files, for a test that looks inside before they start. */
    void loadOnly(String... routeIds) {
        try {
            for (String routeId : routeIds) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + Path.of("routes", routeId + ".camel.yaml")));
            }
        } catch (Exception e) {
            throw new IllegalStateException("The routes %s do not load.".formatted(String.join(", ", routeIds)), e);
        }
    }

    @Override
    public void close() {
        // What is on its way when a test has seen what it wanted is left there, as by a kill.
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(200);
        context.stop();
        if (bench.source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
