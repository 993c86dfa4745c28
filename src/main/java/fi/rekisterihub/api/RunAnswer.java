package fi.rekisterihub.api;

import fi.rekisterihub.KeptSentences;
import fi.rekisterihub.intake.RunCounts;
import fi.rekisterihub.intake.RunReasons;
import fi.rekisterihub.intake.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run in an answer.
 *
 * @param rowsPerSecond over the whole run so far
 * @param reasons why rows were refused, given to a person or parked; only where one run is asked for
 * @param secondsLeft at the pace so far; absent when the run does not move
 */
record RunAnswer(
        long id,
        long deliveryId,
        String feed,
        String registerId,
        String status,
        long rowsIn,
        long rowsDone,
        RunCounts counts,
        Map<String, Long> effects,
        long rowsPerSecond,
        @Nullable Long secondsLeft,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempts,
        @Nullable String brake,
        @Nullable String brakeCode,
        @Nullable String releasedBy,
        @Nullable String message,
        @Nullable Long rerunOf,
        @Nullable Long asOf,
        @Nullable List<RunReasons.Reason> reasons) {

    static RunAnswer of(RunView run) {
        return of(run, null);
    }

    static RunAnswer of(RunView run, @Nullable List<RunReasons.Reason> reasons) {
        return new RunAnswer(
                run.id(),
                run.deliveryId(),
                run.feed(),
                run.registerId(),
                run.status(),
                run.rowsIn(),
                run.rowsDone(),
                run.counts(),
                run.effects(),
                run.rowsPerSecond(),
                Optional.ofNullable(run.timeLeft())
                        .map(java.time.Duration::toSeconds)
                        .orElse(null),
                run.queuedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.attempts(),
                run.brake(),
                Optional.ofNullable(run.brake())
                        .flatMap(KeptSentences::read)
                        .map(KeptSentences.Said::code)
                        .orElse(null),
                run.releasedBy(),
                run.message(),
                run.rerunOf(),
                run.asOf(),
                reasons);
    }
}
