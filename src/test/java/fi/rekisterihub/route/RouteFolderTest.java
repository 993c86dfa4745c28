package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every shipped file passes the lint and a trial load: one test a file, so that the report names it. */
class RouteFolderTest {

    @TestFactory
    Stream<DynamicTest> everyShippedFileLoads() {
        Path project = Path.of("").toAbsolutePath();
        List<Finding> findings = HomeCheck.check(project, ShippedSettings::value, List.of());
        return RouteTexts.read(project).all().stream()
                .map(text -> DynamicTest.dynamicTest(text.file(), () -> assertThat(findings)
                        .filteredOn(finding -> finding.file().equals(text.file()))
                        .isEmpty()));
    }
}
