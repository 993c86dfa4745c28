package fi.rekisterihub.notice;

import fi.rekisterihub.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks every few minutes who has not answered: reminds them, and shows them in the metrics by their ids. */
@Component
class NoticeWatch {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Reminders reminders;
    private final LateAnswers late;
    private final ObjectProvider<MeterRegistry> registry;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile List<LateAnswers.Late> seen = List.of();
    private @Nullable Rounds rounds;

    NoticeWatch(Reminders reminders, LateAnswers late, ObjectProvider<MeterRegistry> registry) {
        this.reminders = reminders;
        this.late = late;
        this.registry = registry;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        rounds = Rounds.every("notice-answers", FIRST, EVERY, this::round);
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.close();
        }
    }

    void round() {
        reminders.remind();
        seen = late.now();
        late.awaited().forEach(awaited -> know(awaited.recipient()));
    }

    private void know(String recipient) {
        if (known.add(recipient)) {
            gauge(
                    recipient,
                    "hub.notice.late",
                    "Notices that are not answered though three quarters of the time are over",
                    found -> found.stream().mapToLong(LateAnswers.Late::number).sum());
            gauge(
                    recipient,
                    "hub.notice.days.left",
                    "Days until the oldest of these must be answered; no number when there is none",
                    found -> found.stream()
                            .mapToDouble(LateAnswers.Late::daysLeft)
                            .min()
                            .orElse(Double.NaN));
        }
    }

    private void gauge(
            String recipient, String name, String description, ToDoubleFunction<List<LateAnswers.Late>> value) {
        registry.ifAvailable(meters -> Gauge.builder(
                        name,
                        this,
                        watch -> value.applyAsDouble(watch.seen.stream()
                                .filter(one -> one.recipient().equals(recipient))
                                .toList()))
                .description(description)
                .tag("recipient", recipient)
                .register(meters));
    }
}
