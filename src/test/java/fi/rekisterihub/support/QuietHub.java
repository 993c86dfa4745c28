package fi.rekisterihub.support;

import fi.rekisterihub.RekisterihubApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The hub without web, routes and run worker, on a database and a home of its own: what tests of the middle need.
 * Runs are executed, and the same looked for, when a test says so.
 */
public final class QuietHub implements AutoCloseable {

    private static final Map<String, QuietHub> SHARED = new HashMap<>();

    private final ConfigurableApplicationContext context;
    private final Path home;
    private @Nullable SharedGround ground;

    private QuietHub(Path home, Map<String, Object> properties) {
        this.home = home;
        this.context = new SpringApplicationBuilder(RekisterihubApplication.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run("--hub.home=" + home);
    }

    public static QuietHub start() {
        return start(TestHome.copyOfShipped(), FreshDatabase.url());
    }

    /**
     * As {@link #start()}, but one for all classes of this process: starting takes longer than most of them. Nobody is in it and
     * nothing has been delivered; ids do not begin at one. For tests that leave its mappings and profiles alone.
     */
    public static QuietHub shared() {
        return shared("two registers", TestHome::copyOfShipped);
    }

    /** @param name of what the home holds */
    public static synchronized QuietHub shared(String name, Supplier<Path> home) {
        QuietHub hub = SHARED.computeIfAbsent(name, first -> {
            QuietHub started = start(home.get(), FreshDatabase.url());
            started.ground = new SharedGround(started);
            return started;
        });
        Objects.requireNonNull(hub.ground).take();
        return hub;
    }

    public static QuietHub start(Path home, String jdbcUrl) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", jdbcUrl);
        // Ten connections that nobody needs cost half of such a start.
        properties.put("spring.datasource.hikari.minimum-idle", "1");
        properties.put("hub.intake.worker", "false");
        properties.put("hub.identity.enabled", "false");
        properties.put("hub.evidence.enabled", "false");
        properties.put("hub.retention.enabled", "false");
        properties.put("hub.intake.chunk", "50");
        properties.put("hub.routes.enabled", "false");
        properties.put("spring.main.banner-mode", "off");
        return new QuietHub(home, properties);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public Path home() {
        return home;
    }

    /** A shared one goes on, for whoever comes next. */
    @Override
    public void close() {
        if (ground == null) {
            context.close();
        } else {
            ground.giveBack();
        }
    }
}
