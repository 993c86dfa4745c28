package fi.rekisterihub.edge;

import fi.rekisterihub.intake.IntakeBench;
import fi.rekisterihub.intake.SourceLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.springframework.util.unit.DataSize;

/** Shipped source routes, where they lie, in a Camel context of its own; the runs wait for nobody. */
final class SourceHub implements AutoCloseable {

    /** Impatient, so that a source that never ends costs a test less than a second. */
    static final HttpSettings HTTP =
            new HttpSettings(Duration.ofMillis(2500), DataSize.ofKilobytes(512), Duration.ofSeconds(4));

    private static final HookSettings HOOKS = new HookSettings(
            null,
            Map.of("fonecta", new HookSettings.Provider("a secret & more", List.of(), null)),
            new HookSettings.Limits(DataSize.ofKilobytes(512), "https://sns.example/.*"));

    final IntakeBench bench;
    final DefaultCamelContext context = new DefaultCamelContext();

    SourceHub(IntakeBench bench, Map<String, String> settings) {
        this.bench = bench;
        context.disableJMX();
        bind("hubIntake", new HubIntake(bench.deliveries, bench.pages, bench.lookups, bench.persons, bench.limits));
        bind("hubSchedules", new HubSchedules(bench.schedules, bench.deliveries));
        bind("hubLimits", new HubLimits(bench.limits));
        bind("hubSignals", new HubSignals(bench.signals, bench.backfills));
        bind("hubTokens", new AccessTokens());
        bind("hubAsiakastieto", new AsiakastietoRequest(bench.persons));
        bind("hubCodes", new HubCodes(bench.codeLists));
        bind("hubContactWatch", new HubContactWatch(bench.contactWatch, HOOKS));
        bind("hubInbox", new HubInbox(bench.inbox));
        bind("hubDownloads", new HubDownloads(bench.home, bench.limits));
        bind("hubOneCallOnly", new OneCallOnly(HTTP));
        bind("hubOneDownloadOnly", new OneDownloadOnly(HTTP, bench.settings));
        bind("dataSource", bench.source);
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:routes/kamelets");
        context.addComponent("kamelet", kamelets);
        Properties properties = new Properties();
        settings.forEach(properties::setProperty);
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    static SourceHub with(Map<String, SourceLimit> limits, Map<String, String> settings) {
        return new SourceHub(IntakeBench.with(limits), settings);
    }

    void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    /** Loads the shipped files and starts. */
    SourceHub start(String... routeIds) {
        return startFiles(Arrays.stream(routeIds)
                .map(routeId -> Path.of("routes", routeId + ".camel.yaml"))
                .toArray(Path[]::new));
    }

    /** The same with routes of a test's own. */
    SourceHub startFiles(Path... routes) {
        try {
            for (Path route : routes) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + route));
            }
            context.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException("The routes %s do not start.".formatted(Arrays.toString(routes)), e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
