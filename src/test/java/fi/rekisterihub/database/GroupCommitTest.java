package fi.rekisterihub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void doesEverythingOnceHoweverManyCome() throws Exception {
        GroupCommit<Integer> together = new GroupCommit<>(groups::add, 5, 2);

        List<Future<Object>> all = threads.invokeAll(IntStream.range(0, 20_000)
                .mapToObj(number -> joining(together, number))
                .toList());
        for (Future<Object> one : all) {
            one.get();
        }

        assertThat(groups.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(1, 5));
    }

    @Test
    void takesTogetherWhoCameWhileAnotherWasWorking() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        GroupCommit<Integer> together = new GroupCommit<>(
                group -> {
                    groups.add(group);
                    working.countDown();
                    waitFor(goOn);
                },
                64,
                1);
        List<Future<Object>> all = new ArrayList<>(List.of(threads.submit(joining(together, 0))));
        waitFor(working);
        CountDownLatch come = new CountDownLatch(7);
        for (int number = 1; number <= 7; number++) {
            Callable<Object> joining = joining(together, number);
            all.add(threads.submit(() -> {
                come.countDown();
                return joining.call();
            }));
        }
        waitFor(come);
        TimeUnit.MILLISECONDS.sleep(100); // Between having come and standing in the queue there is nothing to wait for.
        goOn.countDown();
        for (Future<Object> one : all) {
            one.get();
        }

        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void oneWhoseWorkFailsIsToldAndNobodyWaitsForEver() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        GroupCommit<Integer> together = new GroupCommit<>(
                group -> {
                    failures.incrementAndGet();
                    throw new IllegalStateException("the disk is full");
                },
                4,
                1);

        assertThatThrownBy(() -> together.join(1)).hasMessage("the disk is full");
        List<Future<Object>> all = threads.invokeAll(IntStream.range(0, 200)
                .mapToObj(number -> joining(together, number))
                .toList());
        for (Future<Object> one : all) {
            assertThat(one).isDone();
        }
        assertThat(failures.get()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void whoIsInterruptedIsServedAllTheSameAndRemainsInterrupted() throws Exception {
        GroupCommit<Integer> together = new GroupCommit<>(groups::add, 4, 1);
        assertThat(threads.submit(() -> {
                            Thread.currentThread().interrupt();
                            together.join(7);
                            return Thread.currentThread().isInterrupted();
                        })
                        .get())
                .isTrue();
        assertThat(groups).containsExactly(List.of(7));
    }

    private static Callable<Object> joining(GroupCommit<Integer> together, int number) {
        return () -> {
            together.join(number);
            return number;
        };
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
