package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.RekisterihubApplication;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.simulator.MailProgram;
import fi.rekisterihub.support.TestHome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mail programs that unsubscribe their readers by one click, over HTTP to the real server, each answered when it is on disk. The
 * clients run in the same process, so that the machine does their work too.
 */
@Tag("benchmark")
class PermissionBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(PermissionBenchmarkTest.class);
    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final int PERSONS = Integer.getInteger("hub.benchmark.persons", 200_000);
    private static final int CLICKS = Integer.getInteger("hub.benchmark.clicks", 40_000);
    private static final int WARM_UP = CLICKS / 2;
    private static final int PACED = CLICKS / 2;
    private static final int CLIENTS = 12;
    /** Clicks a second of a newsletter that many read at once. */
    private static final int PACE = 1_000;

    private static final int AS_FAST_AS_IT_GOES = 0;

    @Test
    void aThousandClicksASecondAreOnDiskBeforeTheyAreAnswered() throws Exception {
        Figures figures = new Figures();
        try (DurableServer database = new DurableServer();
                ConfigurableApplicationContext hub = start(database.url())) {
            fill(hub);
            database.settle();
            List<String> links = links(hub);
            int port = ((ServletWebServerApplicationContext) hub).getWebServer().getPort();
            click(port, links.subList(0, WARM_UP), AS_FAST_AS_IT_GOES);
            database.settle();

            long begun = System.nanoTime();
            List<Double> millis = click(port, links.subList(WARM_UP, WARM_UP + CLICKS), AS_FAST_AS_IT_GOES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            database.settle();
            List<Double> paced = click(port, links.subList(WARM_UP + CLICKS, links.size()), PACE);

            assertThat(hub.getBean(JdbcClient.class)
                            .sql("select count(*) from permission_event")
                            .query(Long.class)
                            .single())
                    .isEqualTo(links.size());
            assertThat(mayBeMailed(hub, links.size())).isFalse();
            assertThat(mayBeMailed(hub, links.size() + 1)).isTrue();
            figures.add("one-click POST, durable", CLICKS / seconds, "/s");
            figures.add("one-click POST, half of them within", at(millis, 0.5), "ms");
            figures.add("one-click POST, 99 of 100 within", at(millis, 0.99), "ms");
            figures.add("one-click POST, %,d a second, half of them within".formatted(PACE), at(paced, 0.5), "ms");
            figures.add("one-click POST, %,d a second, 99 of 100 within".formatted(PACE), at(paced, 0.99), "ms");
            figures.write(Path.of("target/benchmarks-permission.json"));
            LOG.info("{}", figures.table());
            assertThat(CLICKS / seconds).as("clicks a second").isGreaterThanOrEqualTo(PACE);
            assertThat(at(paced, 0.99)).as("milliseconds of 99 in 100").isLessThanOrEqualTo(20);
        }
    }

    private static ConfigurableApplicationContext start(String url) {
        return new SpringApplicationBuilder(RekisterihubApplication.class)
                .run(
                        "--hub.home=" + TestHome.copyOfShipped(),
                        "--hub.routes.enabled=false",
                        "--hub.intake.worker=false",
                        "--hub.identity.enabled=false",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=" + url);
    }

    private static void fill(ConfigurableApplicationContext hub) {
        SubjectKeys keys = hub.getBean(SubjectKeys.class);
        List<String> emails = new ArrayList<>();
        List<String> emailKeys = new ArrayList<>();
        for (int person = 1; person <= PERSONS; person++) {
            emails.add(email(person));
            emailKeys.add(keys.email(email(person)));
        }
        hub.getBean(JdbcClient.class)
                .sql("""
                        insert into person (id, register_id, email, email_key)
                        select id, :register, email, email_key
                          from unnest(:emails, :keys) with ordinality as p(email, email_key, id)
                        """)
                .param("register", REGISTER)
                .param("emails", emails.toArray(String[]::new))
                .param("keys", emailKeys.toArray(String[]::new))
                .update();
    }

    private static List<String> links(ConfigurableApplicationContext hub) {
        LinkTokens tokens = hub.getBean(LinkTokens.class);
        List<String> links = new ArrayList<>();
        for (int person = 1; person <= WARM_UP + CLICKS + PACED; person++) {
            String token = tokens.token(new LinkSubject(
                    REGISTER, person, email(person), PermissionAct.EVERYTHING, "issue-7", Instant.EPOCH));
            links.add("/u/" + token);
        }
        return links;
    }

    /**
     * @param perSecond when each is due, whatever became of the earlier ones; a late one has waited too
     * @return how long each took, in milliseconds, shortest first
     */
    private static List<Double> click(int port, List<String> links, int perSecond) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Double>>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Callable<List<Double>> clicking = () -> {
                    List<Double> millis = new ArrayList<>();
                    try (MailProgram program = new MailProgram(port)) {
                        for (int link = next.getAndIncrement(); link < links.size(); link = next.getAndIncrement()) {
                            long begun = perSecond == AS_FAST_AS_IT_GOES
                                    ? System.nanoTime()
                                    : due(start + link * 1_000_000_000L / perSecond);
                            int status = program.click(links.get(link));
                            millis.add((System.nanoTime() - begun) / 1e6);
                            assertThat(status).isEqualTo(200);
                        }
                    }
                    return millis;
                };
                all.add(clients.submit(clicking));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> client : all) {
                millis.addAll(client.get());
            }
            return millis.stream().sorted().toList();
        } finally {
            clients.shutdownNow();
        }
    }

    private static long due(long time) throws InterruptedException {
        long left = time - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
        return time;
    }

    private static boolean mayBeMailed(ConfigurableApplicationContext hub, long person) {
        return hub.getBean(PermissionStates.class).mayContact(person, PermissionAct.DIRECT_MARKETING, "email");
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * part)));
    }

    private static String email(int person) {
        return "reader%d@example.fi".formatted(person);
    }
}
