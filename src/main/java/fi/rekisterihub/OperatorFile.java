package fi.rekisterihub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file that an operator edits, read so that every complaint can name its line and column. Reading never
 * throws for what the file says; it gathers {@link #findings()}.
 */
public final class OperatorFile {

    private final String name;
    private final List<Finding> findings = new ArrayList<>();
    private final @Nullable MappingNode root;

    private OperatorFile(String name, String text) {
        this.name = name;
        this.root = compose(text);
    }

    /** @param name the path relative to the hub's home, as findings show it */
    public static OperatorFile parse(String name, String text) {
        return new OperatorFile(name, text);
    }

    public static OperatorFile read(Path home, Path file) throws IOException {
        return parse(
                home.relativize(file).toString().replace('\\', '/'), Files.readString(file, StandardCharsets.UTF_8));
    }

    public String name() {
        return name;
    }

    /** The top of the file; empty when it is no YAML mapping, which is then a finding. */
    public Optional<Section> root() {
        return Optional.ofNullable(root).map(node -> new Section(this, node, ""));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    void complain(@Nullable Mark mark, String message) {
        int line = mark == null ? 1 : mark.getLine() + 1;
        int column = mark == null ? 1 : mark.getColumn() + 1;
        findings.add(new Finding(name, line, column, message));
    }

    private @Nullable MappingNode compose(String text) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
            if (node instanceof MappingNode mapping) {
                return mapping;
            }
            complain(null, "The file is empty or has no 'name: value' lines.");
        } catch (MarkedYAMLException e) {
            complain(e.getProblemMark(), "This is not YAML: %s.".formatted(e.getProblem()));
        }
        return null;
    }
}
