package fi.rekisterihub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BackgroundCommitTest {

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    @Test
    void doesEverythingOnceAndAnswersEachItsOwn() {
        BackgroundCommit<Integer, String> commit = new BackgroundCommit<>(
                group -> {
                    groups.add(group);
                    return group.stream().map(number -> "done " + number).toList();
                },
                5,
                2,
                "test");

        List<CompletableFuture<String>> all =
                IntStream.range(0, 20_000).parallel().mapToObj(commit::add).toList();

        assertThat(all)
                .extracting(CompletableFuture::join)
                .isEqualTo(IntStream.range(0, 20_000)
                        .mapToObj(number -> "done " + number)
                        .toList());
        assertThat(groups.stream().flatMap(List::stream)).hasSize(20_000);
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(1, 5));
    }

    @Test
    void takesTogetherWhatCameWhileItWasWorking() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BackgroundCommit<Integer, Integer> commit = new BackgroundCommit<>(
                group -> {
                    groups.add(group);
                    working.countDown();
                    waitFor(goOn);
                    return group;
                },
                64,
                1,
                "test");
        commit.add(0);
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Integer>> others =
                IntStream.rangeClosed(1, 7).mapToObj(commit::add).toList();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        goOn.countDown();

        others.forEach(CompletableFuture::join);
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void aGroupThatFailsIsToldAndTheNextIsDone() {
        BackgroundCommit<Integer, Integer> commit = new BackgroundCommit<>(
                group -> {
                    if (group.contains(1)) {
                        throw new IllegalStateException("the disk is full");
                    }
                    return group;
                },
                1,
                1,
                "test");
        CompletableFuture<Integer> failed = commit.add(1);
        CompletableFuture<Integer> next = commit.add(2);

        assertThatThrownBy(failed::join).hasRootCauseMessage("the disk is full");
        assertThat(next.join()).isEqualTo(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
