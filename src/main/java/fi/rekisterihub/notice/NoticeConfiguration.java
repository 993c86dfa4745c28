package fi.rekisterihub.notice;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Notices notices(JdbcClient jdbc, ObjectProvider<Recipients> recipients) {
        return new Notices(jdbc, recipients.getIfAvailable(() -> registerId -> List.of()));
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, NoticeSettings settings) {
        return new Outbox(jdbc, settings);
    }

    @Bean
    OutboxBatches outboxBatches(JdbcClient jdbc, NoticeSettings settings) {
        return new OutboxBatches(jdbc, settings);
    }
}
