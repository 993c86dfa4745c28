package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** One route a file, named like the file; error handling for all in its own file. */
final class RouteRules {

    private final LintFile file;

    RouteRules(LintFile file) {
        this.file = file;
    }

    void check(DslWalk walk) {
        String expected = file.text().isErrors() ? "routeConfiguration" : "route";
        Node root = file.root();
        List<Node> items = LintFile.items(root);
        if (root == null || items.isEmpty()) {
            complainOfTop(root, expected);
            return;
        }
        for (Node item : items) {
            for (Map.Entry<String, NodeTuple> top : LintFile.fields(item).entrySet()) {
                top(top.getKey(), top.getValue(), expected);
            }
        }
        if (!file.text().isErrors() && items.size() > 1) {
            file.complain(items.get(1), "One route a file: move this one to a file of its own, named by its id.");
        }
        items.forEach(item -> walk.walk(item, DslSchema.shipped().top()));
    }

    private void top(String word, NodeTuple tuple, String expected) {
        if (word.equals(expected)) {
            if (file.text().isErrors()) {
                configuration(tuple.getValueNode());
            } else {
                route(tuple.getValueNode());
            }
        } else if (DslSchema.shipped().fields(DslSchema.shipped().top()).containsKey(word)) {
            file.complain(tuple.getKeyNode(), "'%s' may not stand here; write '- %s:' only.".formatted(word, expected));
        } else {
            file.complain(
                    tuple.getKeyNode(), "unknown '%s'%s".formatted(word, NearestWord.hint(word, Set.of(expected))));
        }
    }

    private void complainOfTop(@Nullable Node root, String expected) {
        if (root != null) {
            file.complain(root, "The file must begin with '- %s:'.".formatted(expected));
        }
    }

    private void configuration(Node configuration) {
        if (LintFile.fields(configuration).containsKey("id")) {
            file.complain(configuration, "Leave the id out: only a routeConfiguration without one rules every file.");
        }
    }

    private void route(Node route) {
        String id = LintFile.scalar(LintFile.at(route, "id"));
        String expected = file.text().stem();
        if (!id.equals(expected)) {
            Node place = LintFile.at(route, "id");
            file.complain(
                    place == null ? route : place,
                    "The route's id must be the file's name: write 'id: %s', or rename the file.".formatted(expected));
        }
        if (LintFile.scalar(LintFile.at(route, "description")).isBlank()) {
            file.complain(route, "The route needs a description: say in one sentence what it does.");
        }
        Node from = LintFile.at(route, "from");
        if (from != null) {
            for (String field : new String[] {"id", "description"}) {
                if (LintFile.scalar(LintFile.at(from, field)).isBlank()) {
                    file.complain(from, "'from' needs %s.".formatted(field.equals("id") ? "an id" : "a description"));
                }
            }
        }
    }
}
