package fi.rekisterihub.cli;

import fi.rekisterihub.NearestWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Stops the start at a {@code hub.} setting that nothing reads, as {@code hub.intak.chunk}: silently ignoring it would
 * leave a limit out of force that somebody believes in. Looks at what the operator wrote (files beside the home, the
 * command line), not at the environment, whose names cannot be told apart for certain.
 */
final class SettingNames implements EnvironmentPostProcessor, Ordered {

    private final Log log;

    SettingNames(DeferredLogFactory logs) {
        this.log = logs.getLog(SettingNames.class);
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        KnownSettings known = known(Path.of(environment.getProperty("hub.home", ".")));
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> written && isTheOperators(source)) {
                List.of(written.getPropertyNames()).forEach(name -> check(name, known));
            }
        }
    }

    private static KnownSettings known(Path home) {
        try {
            return new KnownSettings(home);
        } catch (IOException e) {
            throw new UncheckedIOException("The names of the hub's settings cannot be read.", e);
        }
    }

    private static boolean isTheOperators(PropertySource<?> source) {
        return source instanceof CommandLinePropertySource
                || (source.getName().startsWith("Config resource 'file")
                        && !source.getName().contains("class path resource"));
    }

    private void check(String written, KnownSettings known) {
        if (!written.startsWith("hub.")) {
            return;
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(written, '.');
        if (known.knows(name)) {
            return;
        }
        String message =
                "Nothing reads the setting '%s'%s".formatted(written, NearestWord.hint(written, known.names()));
        if (!KnownSettings.mayBelongToALaterRoute(name)) {
            throw new UnknownSetting(message);
        }
        log.warn(message);
    }
}
