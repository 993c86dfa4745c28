package fi.rekisterihub.intake;

import fi.rekisterihub.Rounds;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The clock of what deliveries hold. When it has run out, file and pages go; the row stays as evidence. What a person or a
 * run may still need is held: a run that is not at its end, a parked row, a review.
 */
@Service
public class DeliveryRetention {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRetention.class);
    private static final int AT_ONCE = 200;

    private static final String HELD = """
            exists (select from run r where r.delivery_id = d.id and r.status in ('queued', 'running', 'braked'))
            or exists (select from run r join parked p on p.run_id = r.id
                        where r.delivery_id = d.id and p.status in ('open', 'waiting'))
            or exists (select from run r join review v on v.run_id = r.id
                        where r.delivery_id = d.id and v.status = 'open')
            """;
    private static final String PURGE = """
            update delivery set purged_at = now()
             where id in (select d.id from delivery d
                            left join unnest(:feeds::text[], :seconds::bigint[]) as own(feed, seconds) on own.feed = d.feed
                           where d.purged_at is null and d.status <> 'open'
                             and d.completed_at < now() - coalesce(own.seconds, :usual) * interval '1 second'
                             and not (%s)
                           order by d.id limit %d for update of d skip locked)
            returning id
            """.formatted(HELD, AT_ONCE);
    private static final String PAGES = "delete from delivery_page where delivery_id = any(:deliveries)";
    /** A file of the same content goes with the last delivery that has it. */
    private static final String FILES_TO_GO = """
            select distinct file from delivery g
             where g.file is not null and g.purged_at > now() - interval '30 days'
               and not exists (select from delivery k where k.file = g.file and k.purged_at is null)
            """;

    private static final String IS_HELD = "select " + HELD + " from delivery d where d.id = :id";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Mappings mappings;
    private final Deliveries deliveries;
    private final IntakeSettings settings;
    private @Nullable Rounds hourly;

    DeliveryRetention(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Mappings mappings,
            Deliveries deliveries,
            IntakeSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.mappings = mappings;
        this.deliveries = deliveries;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.worker()) {
            hourly = Rounds.every("delivery-retention", Duration.ofMinutes(2), Duration.ofHours(1), this::look);
        }
    }

    /** When the content of a delivery that came at this time goes, if nothing holds it. */
    public Instant until(String feed, Instant completed) {
        return completed.plus(keep(feed));
    }

    /** Whether something needs the content for longer than its time. */
    public boolean held(long deliveryId) {
        return Boolean.TRUE.equals(
                jdbc.sql(IS_HELD).param("id", deliveryId).query(Boolean.class).single());
    }

    /** @return how many deliveries lost their content */
    int purge() {
        int purged = 0;
        List<Long> some = purgeSome();
        while (!some.isEmpty()) {
            purged += some.size();
            some = purgeSome();
        }
        deliveries.sweep(jdbc.sql(FILES_TO_GO).query(String.class).set());
        return purged;
    }

    @PreDestroy
    void stop() {
        if (hourly != null) {
            hourly.close();
        }
    }

    private void look() {
        try {
            int purged = purge();
            if (purged > 0) {
                LOG.info("The content of {} deliveries was purged; their hash, size and time are kept.", purged);
            }
        } catch (RuntimeException e) {
            LOG.warn("Old deliveries could not be purged now ({}); trying again in an hour.", name(e));
        }
    }

    private List<Long> purgeSome() {
        List<Mapping> own = mappings.all().stream()
                .filter(mapping -> mapping.keep().isPresent())
                .toList();
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            List<Long> purged = jdbc.sql(PURGE)
                    .param("feeds", own.stream().map(Mapping::feed).toArray(String[]::new))
                    .param(
                            "seconds",
                            own.stream()
                                    .map(one -> keep(one.feed()).toSeconds())
                                    .toArray(Long[]::new))
                    .param("usual", settings.keepDeliveries().toSeconds())
                    .query(Long.class)
                    .list();
            jdbc.sql(PAGES).param("deliveries", purged.toArray(Long[]::new)).update();
            return purged;
        }));
    }

    private Duration keep(String feed) {
        return mappings.find(feed).flatMap(Mapping::keep).orElse(settings.keepDeliveries());
    }

    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
