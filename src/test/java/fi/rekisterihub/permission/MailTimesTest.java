package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.Finland;
import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.intake.InboxSettings;
import fi.rekisterihub.profile.ProfileFolder;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.TestHome;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MailTimesTest {

    @Test
    void theShortestPromiseBindsAndTheDayItCameDoesNotCount() {
        MailTimes times = new MailTimes(List.of(Period.ofYears(1), Period.ofMonths(6)), List.of());

        assertThat(times.goesBefore(LocalDate.parse("2026-09-01"))).contains(LocalDate.parse("2026-03-01"));
        assertThat(times.goesBefore(LocalDate.parse("2026-08-28")))
                .as("the six months of 28 February end with 28 August")
                .contains(LocalDate.parse("2026-02-28"));
        assertThat(times.goesBefore(LocalDate.parse("2026-08-29"))).contains(LocalDate.parse("2026-03-01"));
        assertThat(times.staysFrom(LocalDate.parse("2026-09-01"))).isEqualTo(LocalDate.parse("2026-09-02"));
    }

    @Test
    void noMinimumIsUndercut() {
        MailTimes times = new MailTimes(List.of(Period.ofDays(1)), List.of(Period.ofMonths(3)));

        assertThat(times.staysFrom(LocalDate.parse("2026-06-01"))).isEqualTo(LocalDate.parse("2026-03-01"));
    }

    @Test
    @DisplayName("SO4 stored messages are destroyed when their time is over, also while the hub's own time is longer")
    void storedMessagesGoByTheProfilesRule() {
        ProfileFolder shipped = ProfileFolder.read(TestHome.withAllRegisters());
        JdbcClient jdbc = JdbcClient.create(FreshDatabase.dataSource());
        LocalDate today = Finland.today();
        LocalDate last = today.minusMonths(6).minusDays(5);
        mail(jdbc, "old", last, "done");
        mail(jdbc, "young", today.minusMonths(5), "done");
        mail(jdbc, "waits for a person", last, "review");
        MailOriginals originals = new MailOriginals(
                new Inbox(
                        jdbc, new InboxSettings(Duration.ofMinutes(2), 8, Duration.ofSeconds(5), Duration.ofHours(1))),
                Duration.ofDays(3_650),
                () -> MailTimes.of(shipped.profiles().values()));

        assertThat(originals.purge(today)).isEqualTo(1);

        assertThat(jdbc.sql("select event_key from inbox where body = ''")
                        .query(String.class)
                        .list())
                .containsExactly("old");
    }

    private static void mail(JdbcClient jdbc, String key, LocalDate came, String status) {
        jdbc.sql("""
                insert into inbox (source, event_key, body, received_at, done_at, status)
                values (:source, :key, 'a letter', :came, now(), :status)
                """)
                .param("source", MailReplies.SOURCE)
                .param("key", key)
                .param("came", came.atTime(12, 0).atZone(Finland.ZONE).toOffsetDateTime())
                .param("status", status)
                .update();
    }
}
