package fi.rekisterihub.route;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Every step says in the same form what it is called and what it is for. */
final class StepRules {

    private final LintFile file;
    private final Map<String, String> ids;

    /** @param ids id to the place of its first use, shared by all files */
    StepRules(LintFile file, Map<String, String> ids) {
        this.file = file;
        this.ids = ids;
    }

    void check(List<DslWalk.Step> steps) {
        steps.forEach(this::check);
    }

    private void check(DslWalk.Step step) {
        Node value = step.value();
        if (!(value instanceof MappingNode)) {
            file.complain(
                    step.key(),
                    "Write '%s' out: id, description and the rest on lines of their own below it."
                            .formatted(step.name()));
            return;
        }
        Node id = LintFile.at(value, "id");
        if (LintFile.scalar(id).isBlank()) {
            file.complain(step.key(), "The step '%s' needs an id.".formatted(step.name()));
        }
        if (LintFile.scalar(LintFile.at(value, "description")).isBlank()) {
            file.complain(step.key(), "The step '%s' needs a description: say what it is for.".formatted(step.name()));
        }
        if (id != null && !file.text().isKamelet()) {
            unique(id);
        }
    }

    /** Camel numbers the steps of Kamelets itself; those of routes must differ over all files. */
    private void unique(Node id) {
        String here = "%s:%d".formatted(file.text().file(), id.getStartMark().getLine() + 1);
        String first = ids.putIfAbsent(LintFile.scalar(id), here);
        if (first != null) {
            file.complain(
                    id,
                    "The id '%s' is already used at %s; every id must be unique over all routes."
                            .formatted(LintFile.scalar(id), first));
        }
    }
}
