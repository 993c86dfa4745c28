package fi.rekisterihub;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the operator's files lie: {@code routes/ mappings/ config/ data/} below {@code hub.home}.
 *
 * @param home the folder, the working directory by default
 */
@ConfigurationProperties("hub")
public record HubHome(Path home) {

    /**
     * Bound as text: for a {@link Path} Spring looks a relative name up inside the web server's document folder first,
     * and would find the hub's home there.
     */
    @ConstructorBinding
    public HubHome(@DefaultValue(".") String home) {
        this(Path.of(home));
    }

    public HubHome {
        home = home.toAbsolutePath().normalize();
        if (!Files.isDirectory(home)) {
            throw new IllegalArgumentException("hub.home names %s, which is not a folder.".formatted(home));
        }
    }

    public Path routes() {
        return home.resolve("routes");
    }

    public Path mappings() {
        return home.resolve("mappings");
    }

    public Path profiles() {
        return mappings().resolve("registers");
    }

    public Path data() {
        return home.resolve("data");
    }
}
