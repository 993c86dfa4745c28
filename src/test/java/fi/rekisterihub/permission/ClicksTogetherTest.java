package fi.rekisterihub.permission;

import static fi.rekisterihub.permission.People.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
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

    /** The second must not be told "done" while the first still waits. */
    @Test
    void aSecondClickIsAnsweredWhenTheFirstIsInForce() throws Exception {
        Reader held = reader();
        Future<Boolean> first;
        Future<Boolean> second;
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            try (Statement statement = feed.createStatement()) {
                statement.execute("update person set given_name = 'Aino' where id = " + held.person());
            }
            first = click(held);
            await().until(() -> number("select count(*) from inbox where status = 'claimed'") == 1);
            second = click(held);
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            feed.rollback();
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(number("select count(*) from permission_event")).isOne();
    }

    @Test
    void whoIsGivenAnotherAddressMeanwhileIsToldUnderBoth() throws Exception {
        Reader moving = reader();
        String now = People.freshEmail();
        Future<Boolean> waiting;
        try (Connection feed = bench.source.getConnection()) {
            feed.setAutoCommit(false);
            try (Statement statement = feed.createStatement()) {
                statement.execute("update person set email = '%s', email_key = '%s' where id = %d"
                        .formatted(now, bench.keys.email(now), moving.person()));
            }
            waiting = click(moving);
            assertThat(click(reader()).get(20, TimeUnit.SECONDS)).isTrue();
            feed.commit();
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.mayEmail(moving.person())).isFalse();
        assertThat(number("select count(*) from notice_delivery where payload ->> 'email' = '%s'".formatted(now)))
                .isEqualTo(2);
    }

    /** Those who share an address, are one with another, or whose link names no address: each as if alone. */
    @Test
    void unusualReadersAreHeardInAGroupToo() throws Exception {
        String shared = People.freshEmail();
        Reader one = new Reader(bench.people.add(shared), "");
        Reader other = new Reader(bench.people.add(shared), "");
        Reader part = reader();
        Reader head = reader();
        bench.jdbc
                .sql("insert into entity_link (part_id, head_id, register_id) values (:part, :head, :register)")
                .param("part", Math.max(part.person(), head.person()))
                .param("head", Math.min(part.person(), head.person()))
                .param("register", REGISTER)
                .update();
        Reader nameless = reader();

        List<Future<Boolean>> answers = List.of(
                click(new Reader(one.person(), token(one.person(), shared, "spring"))),
                click(new Reader(other.person(), token(other.person(), shared, "spring"))),
                click(part),
                click(new Reader(nameless.person(), token(nameless.person(), null, "spring"))),
                click(reader()));
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }

        assertThat(List.of(one, other, part, head, nameless)).noneMatch(reader -> bench.mayEmail(reader.person()));
        assertThat(number("select count(*) from permission_event")).isEqualTo(5);
    }

    @Test
    void aClickAfterThePersonCameBackIsANewAct() throws Exception {
        Reader reader = reader();
        assertThat(click(reader).get()).isTrue();
        bench.ledger.record(new PermissionAct(
                "form:1",
                REGISTER,
                PermissionAct.DIRECT_MARKETING,
                "email",
                PermissionAct.EVERYTHING,
                Permission.GRANTED,
                "form",
                true,
                Set.of(reader.person()),
                null,
                null,
                Map.of(),
                Instant.now().plusSeconds(5)));
        assertThat(click(reader).get()).isTrue();

        assertThat(number("select count(*) from permission_event where source = 'link'"))
                .isEqualTo(2);
    }

    @Test
    void whoseKeyAnotherActHoldsIsHeardWhenItIsFree() throws Exception {
        Reader held = reader();
        Future<Boolean> waiting;
        try (Connection act = bench.source.getConnection()) {
            act.setAutoCommit(false);
            try (Statement statement = act.createStatement()) {
                statement.execute(
                        "select pg_advisory_xact_lock(hashtextextended('person:%d', 4711))".formatted(held.person()));
            }
            waiting = click(held);
            assertThat(click(reader()).get(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            act.rollback();
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
    void whatCannotBeAppliedTogetherIsAppliedAlone() throws Exception {
        List<Reader> several = List.of(reader(), reader(), reader(), reader(), reader(), reader());
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

        List<Future<Boolean>> answers = several.stream().map(this::click).toList();
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }

        assertThat(several).noneMatch(reader -> bench.mayEmail(reader.person()));
        assertThat(number("select count(*) from inbox where status = 'done'")).isEqualTo(6);
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

    private String token(long person, @Nullable String email, String message) {
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
