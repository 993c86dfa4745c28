package fi.rekisterihub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.benchmark.HubImport.Result;
import fi.rekisterihub.simulator.BigCsv;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An opt-out list as long as the register, beside what PostgreSQL does with it by itself. Only ratios are asserted. */
@Tag("benchmark")
class ListBenchmarkTest {

    private static final Logger LOG = LoggerFactory.getLogger(ListBenchmarkTest.class);
    private static final int ROWS = Integer.getInteger("hub.benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("hub.benchmark.rounds", 5);
    private static final int WARM_UP = 6;

    /** Who is bound by the list at this moment, by the key that the person has now. */
    private static final String BOUND = """
            select count(*) from person p
             where exists (select from optout_entry e
                            where e.list = 'phone-list' and e.ended_at is null and e.subject_key = p.phone_key)
            """;

    @TempDir
    private Path folder;

    @Test
    void aListOfAMillionIsComparedWithTheOneBefore() throws Exception {
        Path register = folder.resolve("register.csv");
        BigCsv.write(register, ROWS, 1, 0);
        PhoneLists lists = new PhoneLists(folder, register);
        SideBySide same = new SideBySide();
        SideBySide replaced = new SideBySide();
        try (DurableServer server = new DurableServer();
                HubServer hub = new HubServer(server, HubHome.withPhoneList(), HubHome.HEAP)) {
            hub.of(register);
            PlainList plain = new PlainList(server);
            plain.take(lists.sameOn(0));
            hub.ofList(lists.sameOn(0));
            for (int i = 1; i <= WARM_UP; i++) {
                hub.ofList(lists.sameOn(i));
            }
            for (int i = 1; i <= ROUNDS; i++) {
                Path list = lists.sameOn(i);
                same.round(() -> unchanged(server, hub, list), () -> plain.take(list));
            }
            for (int i = 0; i < ROUNDS; i++) {
                Path list = lists.replacedOn(i);
                replaced.round(() -> replaced(server, hub, list), () -> plain.take(list));
            }
            assertThat(server.number(BOUND)).isEqualTo(plain.listed()).isGreaterThan(ROWS / 3);
        }
        Figures figures = new Figures();
        figures.add("COPY and one update, the same list", same.theirs(), "s");
        figures.add("COPY and one update, 2 % replaced", replaced.theirs(), "s");
        figures.add("hub, the same list", "s", "COPY and one update, the same list", same);
        figures.add("hub, 2 % of the list replaced", "s", "COPY and one update, 2 % replaced", replaced);
        figures.write(Path.of("target/benchmarks-list.json"));
        LOG.info("{}", figures.table());

        assertThat(same.ratio()).isLessThanOrEqualTo(0.5);
        assertThat(replaced.ratio()).isLessThanOrEqualTo(0.7);
    }

    private static double unchanged(DurableServer server, HubServer hub, Path list) throws Exception {
        server.settle();
        Result result = hub.ofList(list);
        assertThat(result.unchanged()).isEqualTo(ROWS);
        return result.seconds();
    }

    private static double replaced(DurableServer server, HubServer hub, Path list) throws Exception {
        server.settle();
        Result result = hub.ofList(list);
        assertThat(result.applied()).isBetween(ROWS / 60L, ROWS / 20L);
        return result.seconds();
    }
}
