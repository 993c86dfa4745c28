package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.People.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who click at the same moment: each click is kept, in force and told as if it had come alone. */
@Timeout(120)
class ClicksTogetherTest {

    private final PermissionBench bench = new PermissionBench();
    private final ExecutorService readers = Executors.newFixedThreadPool(12);

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    private record Reader(long person, String token) {}

    @Test
    void everyClickIsInForceOnceHoweverOftenAndHoweverManyTogether() throws Exception {
        List<Reader> all = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            all.add(reader());
        }
        List<Reader> clicks = new ArrayList<>();
        for (int times = 0; times < 5; times++) {
            clicks.addAll(all);
        }
        Collections.shuffle(clicks, new Random(7));

        List<Future<Boolean>> answers = new ArrayList<>();
        clicks.forEach(reader -> answers.add(click(reader)));
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }

        assertThat(number("select count(*) from permission_event")).isEqualTo(60);
        assertThat(number("select count(*) from inbox")).isEqualTo(60);
        assertThat(number("select count(*) from inbox where status = 'done' and attempts = 1"))
                .isEqualTo(60);
        assertThat(number("select count(*) from notice")).isEqualTo(60);
        assertThat(number("select count(*) from notice_delivery")).isEqualTo(120);
        assertThat(all).noneMatch(reader -> bench.mayEmail(reader.person()));
    }

    /** Two links of one person at once: whoever comes second knows of the first, and the providers hear it once. */
    @Test
    void ofTwoLettersToOnePersonTheSecondRepeatsTheFirst() throws Exception {
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Reader reader = reader();
            answers.add(click(reader));
            answers.add(click(new Reader(reader.person(), token(reader.person(), email(reader.person()), "autumn"))));
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }

        assertThat(number("select count(*) from permission_event")).isEqualTo(80);
        assertThat(number("select count(*) from permission_event where repeats"))
                .isEqualTo(40);
        assertThat(number("select count(*) from notice")).isEqualTo(40);
    }

    @Test
    void whoIsBeingWrittenByAFeedHoldsUpNobodyElse() throws Exception {
        Reader held = reader();
        Future<Boolean> waiting;
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            try (Statement statement = feed.createStatement()) {
                statement.execute("update person set given_name = 'Aino' where id = " + held.person());
            }
            waiting = click(held);
            List<Future<Boolean>> others = new ArrayList<>();
            for (int number = 0; number < 30; number++) {
                others.add(click(reader()));
            }
            for (Future<Boolean> other : others) {
                assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(number("select count(*) from permission_event")).isEqualTo(30);
            feed.rollback();
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.mayEmail(held.person())).isFalse();
    }

    @Test
    void whoHasLeftTheRegisterIsHeardAmongTheOthers() throws Exception {
        Reader gone = reader();
        String email = email(gone.person());
        bench.jdbc
                .sql("delete from person where id = :id")
                .param("id", gone.person())
                .update();

        List<Future<Boolean>> answers = List.of(click(reader()), click(gone), click(reader()));
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }

        assertThat(bench.mayEmail(bench.people.add(email))).isFalse();
        assertThat(number("select count(*) from permission_event")).isEqualTo(3);
    }

    /** What fails for all together is done for each alone, and what fails then too is tried again later. */
    @Test
    void whatCannotBeAppliedTogetherIsAppliedAlone() throws SQLException {
        Reader reader = reader();
        try (Connection connection = bench.source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create function refuse_groups() returns trigger language plpgsql as $$
                    begin
                        if new.status = 'done' then
                            raise exception 'no room for groups';
                        end if;
                        return new;
                    end $$;
                    create trigger refuses_groups before insert on inbox for each row execute function refuse_groups()
                    """);
        }

        assertThat(bench.linkActs.optOut(reader.token(), null)).isTrue();

        assertThat(bench.mayEmail(reader.person())).isFalse();
        assertThat(number("select count(*) from inbox where status = 'done'")).isOne();
    }

    /** Others must neither wait for the caller's transaction nor be undone with it. */
    @Test
    void aClickInACallersTransactionIsUndoneWithItAlone() {
        Reader undone = reader();
        bench.transaction.executeWithoutResult(status -> {
            bench.linkActs.optOut(undone.token(), null);
            status.setRollbackOnly();
        });

        assertThat(number("select count(*) from permission_event")).isZero();
        assertThat(bench.linkActs.optOut(undone.token(), null)).isTrue();
        assertThat(bench.mayEmail(undone.person())).isFalse();
    }

    private Future<Boolean> click(Reader reader) {
        return readers.submit(() -> bench.linkActs.optOut(reader.token(), LinkWay.ONE_CLICK, null));
    }

    private Reader reader() {
        String email = People.freshEmail();
        long person = bench.people.add(email);
        return new Reader(person, token(person, email, "spring"));
    }

    private String token(long person, String email, String message) {
        return bench.linkTokens.token(
                new LinkSubject(REGISTER, person, email, PermissionAct.EVERYTHING, message, Instant.EPOCH));
    }

    private String email(long person) {
        return bench.jdbc
                .sql("select email from person where id = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }

    private long number(String sql) {
        return bench.jdbc.sql(sql).query(Long.class).single();
    }
}
