package fi.rekisterihub.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds again in a file what Camel names without its place. Finding the first of several is better than none. */
final class FileSearch {

    private FileSearch() {}

    /** The key of the first field of that name. */
    static @Nullable Node key(@Nullable Node root, String name) {
        return fields(root, tuple -> LintFile.scalar(tuple.getKeyNode()).equals(name))
                .map(NodeTuple::getKeyNode)
                .orElse(null);
    }

    /** The first value that is just this text. */
    static @Nullable Node value(@Nullable Node root, String text) {
        return fields(root, tuple -> LintFile.scalar(tuple.getValueNode())
                        .replaceFirst("^bean:(//)?", "")
                        .equals(text))
                .map(NodeTuple::getValueNode)
                .orElse(null);
    }

    /** The {@code uri} from which Camel made this one, by adding slashes and parameters. */
    static @Nullable Node uri(@Nullable Node root, String made) {
        String plain = plain(made);
        return fields(
                        root,
                        tuple -> LintFile.scalar(tuple.getKeyNode()).equals("uri")
                                && plain(LintFile.scalar(tuple.getValueNode())).equals(plain))
                .map(NodeTuple::getValueNode)
                .orElse(null);
    }

    /** Every value that may be a secret, or what a message carries: all but names and prose. */
    static List<String> quotable(@Nullable Node root) {
        List<String> values = new ArrayList<>();
        fields(root, tuple -> {
            String name = LintFile.scalar(tuple.getKeyNode());
            if (tuple.getValueNode() instanceof ScalarNode value
                    && !List.of("id", "description", "uri", "ref", "name").contains(name)) {
                values.add(value.getValue());
            }
            return false;
        });
        return values;
    }

    private static String plain(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst(":/+", ":").replace("%20", " ");
    }

    private static Optional<NodeTuple> fields(@Nullable Node node, Predicate<NodeTuple> wanted) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .flatMap(item -> fields(item, wanted).stream())
                    .findFirst();
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (wanted.test(tuple)) {
                    return Optional.of(tuple);
                }
                var below = fields(tuple.getValueNode(), wanted);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }
}
