package fi.rekisterihub.demo;

import fi.rekisterihub.intake.RunControl;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the first answers of the directories in, as an operator does who has looked at them: in a register as small as the
 * demo's they change more than the brake allows. Every other braked run waits for whoever tries the demo.
 */
final class FirstAnswers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAnswers.class);
    private static final String BRAKED = """
            select id from run
             where status = 'braked' and brake like 'The run would change%'
               and feed in ('asiakastieto-company', 'asiakastieto-consumer', 'asiakastieto-decision-makers',
                            'fonecta-contact', 'people-monitor')
            """;

    private final JdbcClient jdbc;
    private final RunControl runs;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-first-answers");
        thread.setDaemon(true);
        return thread;
    });

    FirstAnswers(JdbcClient jdbc, RunControl runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    void begin() {
        var unused = clock.scheduleWithFixedDelay(this::look, 2, 2, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            List<Long> braked = jdbc.sql(BRAKED).query(Long.class).list();
            braked.forEach(id ->
                    runs.release(id, Banner.USER, "The first answers of a new source; looked at, and they are right."));
        } catch (RuntimeException e) {
            LOG.info("The demo could not look for braked runs; trying again.", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
