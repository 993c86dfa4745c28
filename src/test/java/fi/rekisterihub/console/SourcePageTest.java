package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.support.FilledHub;
import fi.rekisterihub.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourcePageTest {

    private static final String PAGE = "/sources/prh-company";

    private final FilledHub hub = FilledHub.hub();
    private long drift;

    @BeforeEach
    void aColumnAppears() {
        drift = hub.jdbc().sql("""
                        insert into schema_drift (feed, path, kind, now, proposal, run_id)
                        values ('prh-company', 'contact.mobile', 'new', 'text', 'phone: $phone(contact.mobile)', 1)
                        returning id""").query(Long.class).single();
    }

    @AfterEach
    void forget() {
        hub.jdbc().sql("delete from schema_drift").update();
    }

    @Test
    void showsWhatHasChangedWithAProposalAndKeepsWhoApproved() {
        Visitor operator = hub.visitor("operator");
        assertThat(operator.get(PAGE + "?lang=fi").body())
                .contains("Kentät ovat muuttuneet", "contact.mobile", "phone: $phone(contact.mobile)")
                .doesNotContain("??");

        operator.submit(PAGE, PAGE + "/fields/" + drift + "/approve", Map.of());
        assertThat(operator.get(PAGE).body()).contains("Muutos on hyväksytty", "hyväksynyt operator");
        operator.submit(PAGE, PAGE + "/fields/" + drift + "/ignore", Map.of());
        assertThat(operator.get(PAGE).body()).contains("Muutos oli jo käsitelty");
        operator.submit(PAGE, PAGE + "/fields/" + drift + "/reopen", Map.of());
        assertThat(hub.jdbc()
                        .sql("select status from schema_drift")
                        .query(String.class)
                        .single())
                .isEqualTo("open");
    }

    @Test
    void saysWhyTheFetchWasBrokenOffAndWhatCanBeDone() {
        rest("'month-budget'");
        try {
            assertThat(hub.visitor("operator").get(PAGE + "?lang=fi").body())
                    .contains(
                            "Haku keskeytyi: kuukauden määräraha on käytetty.",
                            "cents-per-month",
                            "state-idle",
                            "<span>Lepää</span>")
                    .doesNotContain("<span>Ajan tasalla</span>");
        } finally {
            rest("null");
        }
    }

    private void rest(String reason) {
        hub.jdbc()
                .sql("update schedule set rest_reason = %s where name = 'prh-company'".formatted(reason))
                .update();
    }

    @Test
    void drawsTheLastRunsWithWhatBecameOfThem() {
        hub.jdbc().sql("""
                        insert into run (delivery_id, feed, register_id, status, rows_in, queued_at)
                        values (5, 'prh-company', 'sofor-asiakasrekisteri', 'failed', 500, now())""").update();
        try {
            assertThat(hub.visitor("operator").get(PAGE + "?lang=en").body())
                    .contains("class=\"run-done\"", "class=\"run-failed\"", "Run 1, ", ": Failed, 500 rows");
        } finally {
            hub.jdbc().sql("delete from run where delivery_id = 5").update();
        }
    }

    @Test
    void onlyAnOperatorSettles() {
        Visitor steward = hub.visitor("steward");

        assertThat(steward.submit("/reviews/1", PAGE + "/fields/" + drift + "/approve", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(hub.visitor("operator")
                        .submit(PAGE, PAGE + "/fields/" + drift + "/eat", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }
}
