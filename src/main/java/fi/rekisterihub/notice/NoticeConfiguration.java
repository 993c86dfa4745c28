package fi.rekisterihub.notice;

import fi.rekisterihub.profile.Profiles;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Notices notices(DataSource dataSource, Recipients recipients) {
        return new Notices(dataSource, recipients);
    }

    @Bean
    OptOutsTold optOutsTold(JdbcClient jdbc, Recipients recipients) {
        return new OptOutsTold(jdbc, recipients);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, NoticeSettings settings, Profiles profiles, TransactionTemplate transaction) {
        return new Outbox(jdbc, settings, profiles::closed, transaction);
    }

    @Bean
    ProviderOutbox providerOutbox(JdbcClient jdbc, NoticeSettings settings, Outbox outbox, Profiles profiles) {
        return new ProviderOutbox(jdbc, settings, outbox, profiles::closed);
    }

    @Bean
    LateAnswers lateAnswers(JdbcClient jdbc, Profiles profiles, AnswerSettings settings) {
        return new LateAnswers(jdbc, profiles, settings, Clock.systemUTC());
    }

    @Bean
    Reminders reminders(JdbcClient jdbc, LateAnswers lateAnswers) {
        return new Reminders(jdbc, lateAnswers, Clock.systemUTC());
    }

    @Bean
    OutboxBatches outboxBatches(
            JdbcClient jdbc, NoticeSettings settings, Profiles profiles, TransactionTemplate transaction) {
        return new OutboxBatches(jdbc, settings, profiles::closed, transaction);
    }
}
