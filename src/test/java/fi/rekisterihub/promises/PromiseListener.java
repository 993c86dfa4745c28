package fi.rekisterihub.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes how every test ended that proves a promise: one whose display name, or that of what it stands in, begins with the promise's
 * id. Each JVM has a file of its own, so that tests may run side by side.
 */
public final class PromiseListener implements TestExecutionListener {

    static final Path FOLDER = Path.of("target", "promises");

    private final List<Proof> proofs = new ArrayList<>();
    private TestPlan plan;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // A class that fails as a whole proves nothing of what it holds.
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            note(
                    test,
                    switch (result.getStatus()) {
                        case SUCCESSFUL -> "passed";
                        case FAILED -> "failed";
                        case ABORTED -> "aborted";
                    });
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        note(test, "skipped");
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (proofs.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(FOLDER);
            Files.write(
                    FOLDER.resolve("%d.tsv".formatted(ProcessHandle.current().pid())),
                    proofs.stream().map(Proof::line).toList(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proofs.clear();
    }

    private void note(TestIdentifier test, String result) {
        Optional<TestIdentifier> at = Optional.of(test);
        while (at.isPresent()) {
            Matcher named = Proof.named(at.get().getDisplayName());
            if (named.matches()) {
                proofs.add(new Proof(named.group(1), place(test), named.group(2), result));
            }
            at = plan.getParent(at.get());
        }
    }

    private String place(TestIdentifier test) {
        return test.getSource()
                .flatMap(PromiseListener::place)
                .or(() -> plan.getParent(test).map(this::place))
                .orElse(test.getDisplayName());
    }

    private static Optional<String> place(TestSource source) {
        if (source instanceof MethodSource method) {
            return Optional.of(simple(method.getClassName()) + "#" + method.getMethodName());
        }
        return source instanceof ClassSource type ? Optional.of(simple(type.getClassName())) : Optional.empty();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
