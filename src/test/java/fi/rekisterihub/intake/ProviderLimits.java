package fi.rekisterihub.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The limits of newsletter providers for tests, with short times. */
public final class ProviderLimits {

    private ProviderLimits() {}

    /** @param perHour how many calls an hour a provider allows; the others have no limit */
    public static SourceLimits on(DataSource source, Map<String, Integer> perHour) {
        return on(
                source,
                new SourceSettings(
                        Map.of(),
                        perHour.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, one -> limit(one.getValue())))));
    }

    private static SourceLimits on(DataSource source, SourceSettings settings) {
        JdbcClient jdbc = JdbcClient.create(source);
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("meters", new SimpleMeterRegistry()));
        return new SourceLimits(
                jdbc,
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                settings,
                new SourceGauges(
                        beans.getBeanProvider(MeterRegistry.class), new SourceStandings(jdbc, settings), settings));
    }

    static ProviderLimit limit(int perHour) {
        return new ProviderLimit(
                null,
                null,
                perHour,
                null,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1));
    }
}
