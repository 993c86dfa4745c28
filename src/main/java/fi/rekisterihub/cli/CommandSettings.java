package fi.rekisterihub.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings as the server would see them, read without starting anything. */
final class CommandSettings {

    private final StandardEnvironment environment = new StandardEnvironment();

    CommandSettings(List<String> settings) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
    }

    @Nullable
    String value(String name) {
        return environment.getProperty(name);
    }

    /** @throws IllegalArgumentException when {@code hub.home} is no folder */
    Path home() {
        Path home = Path.of(environment.getProperty("hub.home", "."))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(home)) {
            throw new IllegalArgumentException("hub.home names %s, which is not a folder.".formatted(home));
        }
        return home;
    }
}
