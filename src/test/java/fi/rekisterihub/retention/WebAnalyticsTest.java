package fi.rekisterihub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.ChangeSet;
import fi.rekisterihub.register.ChangeSets;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A class of data whose clock runs from the day on which it was stored, beside a person who stays. */
class WebAnalyticsTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";

    @Test
    @DisplayName("F8 web visitor analytics are kept 26 months from when they were stored")
    void keepsAnalyticsTwentySixMonths() throws IOException {
        Path home = TestHome.withRegisters(SOFOR);
        Path profile = home.resolve("mappings/registers/" + SOFOR + ".yaml");
        Files.writeString(profile, Files.readString(profile).replace("\nretention:\n", """

                        data-classes:
                          - id: web-analytics
                            fields: [leads]
                            text: {fi: Kävijätiedot, sv: Besöksdata, en: Visitor data}
                        retention:
                        """));
        try (QuietHub hub = QuietHub.start(home, FreshDatabase.url())) {
            Aged register = new Aged(hub, SOFOR);
            register.person(1, LocalDate.parse("2015-01-01"), Map.of("leads", "vieraili"), "crm-person");
            register.day(1, "contract-end", RetentionClock.OPEN);
            stored(hub, null, "vieraili", "2023-03-01");
            stored(hub, "vieraili", "vieraili taas", "2024-08-31");
            // Another source says the same: nothing is stored anew.
            stored(hub, "vieraili taas", "vieraili taas", "2026-06-01");

            assertThat(register.state(1, "web-analytics", LocalDate.parse("2026-10-31")))
                    .isEqualTo(new ClockState.Running(LocalDate.parse("2026-10-31"), "collected"));
            register.purge(LocalDate.parse("2026-10-31"));
            assertThat(register.extra(1, "leads")).contains("vieraili");

            register.purge(LocalDate.parse("2026-11-01"));
            assertThat(register.extra(1, "leads")).isEmpty();
            assertThat(register.isThere(1)).isTrue();
            assertThat(register.jdbc()
                            .sql(
                                    "select count(*) from change_set where new_values::text like '%vieraili%' or old_values::text like '%vieraili%'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static void stored(QuietHub hub, @Nullable String before, String value, String day) {
        long id = hub.get(ChangeSets.class)
                .add(List.of(new ChangeSet(
                        1,
                        SOFOR,
                        1L,
                        "crm-person",
                        List.of("leads"),
                        before == null ? null : List.of(before),
                        List.of(value),
                        List.of("first-told"),
                        null)))
                .get(0);
        new Aged(hub, SOFOR)
                .jdbc()
                .sql("update change_set set at = :day::timestamptz where id = :id")
                .param("day", day + "T12:00:00+02:00")
                .param("id", id)
                .update();
    }
}
