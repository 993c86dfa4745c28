package fi.rekisterihub.route;

import fi.rekisterihub.Finding;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * The rules of {@code routes/} that Camel does not know: how a file is named and laid out, which components and
 * languages may be used, that nothing secret stands in it. Needs neither Camel nor Spring to run.
 */
final class Lint {

    private final KameletBook kamelets;
    private final Map<String, String> stepIds = new HashMap<>();
    private final DirectRules directs = new DirectRules();

    private Lint(KameletBook kamelets) {
        this.kamelets = kamelets;
    }

    /** Everything that is wrong, in the order of the files. */
    static List<Finding> findings(RouteTexts texts) {
        List<LintFile> files = texts.all().stream().map(LintFile::new).toList();
        Lint lint = new Lint(KameletBook.of(files));
        files.forEach(lint::check);
        lint.directs.check();
        return files.stream().flatMap(file -> file.findings().stream()).sorted().toList();
    }

    private void check(LintFile file) {
        if (file.root() == null) {
            return;
        }
        comments(file);
        DslWalk walk = new DslWalk(file);
        if (file.text().isKamelet()) {
            new KameletRules(file).check(walk);
        } else {
            new RouteRules(file).check(walk);
        }
        new StepRules(file, stepIds).check(walk.steps());
        new AllowList(file).check(walk);
        new ParameterRules(file, kamelets).check();
        directs.add(file, walk);
    }

    /** A visual editor drops every comment below the first line of content, and with it what it explained. */
    private static void comments(LintFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        boolean content = false;
        try {
            for (Event event :
                    new Yaml(options).parse(new StringReader(file.text().text()))) {
                content |= event instanceof ScalarEvent
                        || event instanceof MappingStartEvent
                        || event instanceof SequenceStartEvent;
                if (content
                        && event instanceof CommentEvent comment
                        && comment.getCommentType() != CommentType.BLANK_LINE) {
                    file.complain(
                            comment.getStartMark(),
                            "A comment here is lost when the file is edited visually; write it as 'description' or 'note', or move it above the first line.");
                }
            }
        } catch (MarkedYAMLException alreadyTold) {
            content = false;
        }
    }
}
