package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** A {@code direct:} name joins two routes: exactly one begins with it. Camel finds the contrary only when it runs. */
final class DirectRules {

    private record Call(LintFile file, Node place, String name) {}

    private final Map<String, String> begun = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();

    void add(LintFile file, DslWalk walk) {
        if (file.text().isRoute()) {
            LintFile.items(file.root()).forEach(item -> begins(file, LintFile.at(item, "route", "from", "uri")));
        }
        for (DslWalk.Step step : walk.steps()) {
            Node uri = LintFile.at(step.value(), "uri");
            if (uri != null && isPlainDirect(uri)) {
                calls.add(new Call(file, uri, LintFile.scalar(uri)));
            }
        }
    }

    private void begins(LintFile file, @Nullable Node uri) {
        if (uri == null || !isPlainDirect(uri)) {
            return;
        }
        String name = LintFile.scalar(uri);
        String first = begun.putIfAbsent(name, file.text().file());
        if (first != null && !first.equals(file.text().file())) {
            file.complain(
                    uri,
                    "'%s' is the beginning of %s already; only one route can begin with it.".formatted(name, first));
        }
    }

    /** Once every file is added. */
    void check() {
        calls.stream().filter(call -> !begun.containsKey(call.name())).forEach(call -> call.file()
                .complain(
                        call.place(),
                        "No route begins with '%s'%s"
                                .formatted(call.name(), NearestWord.hint(call.name(), begun.keySet()))));
    }

    private static boolean isPlainDirect(Node uri) {
        String text = LintFile.scalar(uri);
        return text.startsWith("direct:") && !text.contains("{{") && !text.contains("${") && !text.contains("?");
    }
}
