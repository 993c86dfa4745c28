package fi.rekisterihub.database;

import com.zaxxer.hikari.HikariDataSource;
import fi.rekisterihub.HubHome;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Chooses the database: {@code spring.datasource.url} when set, else the embedded one of this hub home. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    /** Only without a JDBC URL; an empty one counts as not set, so that a compose file may pass it through. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", havingValue = "embedded", matchIfMissing = true)
    static class Embedded {

        @Bean(destroyMethod = "close")
        EmbeddedStore embeddedStore(HubHome home, DatabaseSettings settings) {
            return EmbeddedStore.open(home.data(), settings.shared());
        }

        @Bean
        DataSource dataSource(EmbeddedStore store) {
            HikariDataSource pool = new HikariDataSource();
            pool.setPoolName("hub");
            pool.setJdbcUrl(store.jdbcUrl());
            pool.setMaximumPoolSize(24);
            // The detail of an error is the row: personal data, which must not be in a log (application.yaml, too).
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            return pool;
        }
    }
}
