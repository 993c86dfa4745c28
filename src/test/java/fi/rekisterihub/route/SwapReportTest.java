package fi.rekisterihub.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwapReportTest {

    @Test
    void namesTheMappingThatWasSavedWhenNoRouteWas() {
        SwapReport report = new SwapReport(true, List.of(), List.of(), List.of());
        FolderPrint before = new FolderPrint(Map.of("mappings/crm-person.yaml", "1", "routes/a.camel.yaml", "1"));
        FolderPrint now = new FolderPrint(Map.of("mappings/crm-person.yaml", "2", "routes/a.camel.yaml", "1"));

        assertThat(report.inWords(now.differsFrom(before)))
                .isEqualTo("The saved files are in use (mappings/crm-person.yaml). No route had to be loaded anew.");
    }

    @Test
    void namesRoutesThatWereLoadedAndRemovedAndFilesThatAreGone() {
        SwapReport report = new SwapReport(true, List.of("a"), List.of("b"), List.of());
        FolderPrint before = new FolderPrint(Map.of("routes/a.camel.yaml", "1", "routes/b.camel.yaml", "1"));
        FolderPrint now = new FolderPrint(Map.of("routes/a.camel.yaml", "2"));

        assertThat(report.inWords(now.differsFrom(before)))
                .isEqualTo("The saved files are in use (routes/a.camel.yaml, routes/b.camel.yaml). Routes loaded: a;"
                        + " routes removed: b.");
    }

    @Test
    void saysThatNothingWasChangedWhenNothingWas() {
        assertThat(new SwapReport(true, List.of(), List.of(), List.of()).inWords(List.of()))
                .contains("nothing had to be changed");
    }
}
