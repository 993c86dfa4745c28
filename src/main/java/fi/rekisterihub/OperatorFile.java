package fi.rekisterihub;

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

    private OperatorFile(OperatorText text) {
        this.name = text.file();
        text.notUtf8().ifPresent(findings::add);
        this.root = compose(text.text());
    }

    static OperatorFile parse(OperatorText text) {
        return new OperatorFile(text);
    }

    public String name() {
        return name;
    }

    /** The top of the file; empty when it is no YAML mapping, which is then a finding. */
    public Optional<Section> root() {
        return Optional.ofNullable(root).map(node -> new Section(this, node, ""));
    }

    /** Complains unless what stands in the file is called like the file. */
    public void mustBeNamed(String field, String value, String expected) {
        if (!value.equals(expected)) {
            root().ifPresent(section -> section.problem(
                    field,
                    "The %s must be the file's name: write '%s', or rename the file.".formatted(field, expected)));
        }
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
