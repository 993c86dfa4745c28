package fi.rekisterihub.edge.provider;

import fi.rekisterihub.edge.DeliveryFailure;
import fi.rekisterihub.edge.RouteSwitch;
import fi.rekisterihub.edge.provider.SuppressionPass.NotAccepted;
import fi.rekisterihub.edge.provider.SuppressionPass.Standing;
import fi.rekisterihub.intake.RestReason;
import fi.rekisterihub.intake.SourceLimits;
import fi.rekisterihub.intake.SourceResting;
import fi.rekisterihub.notice.ProviderDelivery;
import fi.rekisterihub.notice.ProviderOutbox;
import fi.rekisterihub.permission.ToldProhibitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The outbox of the providers as the Kamelets see it: hands out what is due and keeps what came of it. */
@Component("hubSuppressions")
public final class HubSuppressions {

    private static final Logger LOG = LoggerFactory.getLogger(HubSuppressions.class);

    private static final int REFUSALS_BEFORE_GIVING_UP = 5;
    private static final Duration AFTER_A_LOOK_THAT_FAILED = Duration.ofSeconds(30);
    private static final String POLLED = "CamelSchedulerPolledMessages";

    private final ProviderOutbox outbox;
    private final SourceLimits limits;
    private final ToldProhibitions prohibitions;
    private final ProviderMetrics metrics;
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    public HubSuppressions(
            ProviderOutbox outbox, SourceLimits limits, ToldProhibitions prohibitions, ProviderMetrics metrics) {
        this.outbox = outbox;
        this.limits = limits;
        this.prohibitions = prohibitions;
        this.metrics = metrics;
    }

    /**
     * What is to be told now, and whom to look at as far as nothing is.
     *
     * @param together how many one call tells
     * @param lookTogether how many one look tells of
     */
    public List<SuppressionWork> claim(
            String provider,
            int batch,
            int together,
            int lookTogether,
            String lookAfter,
            String lookEvery,
            Exchange exchange) {
        String route = ProviderCalls.source(provider);
        exchange.setProperty(POLLED, false);
        SourceLimits.Outlook outlook = limits.outlook(route);
        if (RouteSwitch.isOff(exchange.getContext(), route) || outlook.until() != null) {
            if (outlook.reason() == RestReason.CIRCUIT || outlook.reason() == RestReason.SILENCE) {
                away.add(provider);
            }
            return List.of();
        }
        Batches batches =
                new Batches(provider, DurationStyle.detectAndParse(lookAfter), DurationStyle.detectAndParse(lookEvery));
        int most = outlook.probe() ? 1 : Math.max(batch, together);
        List<ProviderDelivery> due = outbox.claim(route, most);
        List<SuppressionWork> work = new ArrayList<>(batches.of(false, due, together));
        // Where an hour allows little, half of it is for those who must be told.
        if (due.size() < most && !outlook.scarce()) {
            List<ProviderDelivery> checks =
                    outbox.claimChecks(route, outlook.probe() ? 1 : Math.max(batch, lookTogether));
            work.addAll(batches.of(true, stillProhibited(checks), lookTogether));
        }
        exchange.setProperty(POLLED, !work.isEmpty());
        return work;
    }

    private record Batches(String provider, Duration lookAfter, Duration lookEvery) {

        /** As many in one as a call takes; who was refused with others goes alone. */
        List<SuppressionWork> of(boolean check, List<ProviderDelivery> claimed, int together) {
            List<SuppressionWork> work = new ArrayList<>();
            List<ProviderDelivery> many = new ArrayList<>();
            for (ProviderDelivery one : claimed) {
                if (one.alone() && !check) {
                    work.add(new SuppressionWork(provider, check, lookAfter, lookEvery, List.of(one)));
                } else {
                    many.add(one);
                }
                if (many.size() == together) {
                    work.add(new SuppressionWork(provider, check, lookAfter, lookEvery, many));
                    many.clear();
                }
            }
            if (!many.isEmpty()) {
                work.add(new SuppressionWork(provider, check, lookAfter, lookEvery, many));
            }
            return work;
        }
    }

    /** Keeps what came of a pass, whatever the route did with it. */
    public void settle(Exchange exchange) {
        SuppressionWork work = exchange.getVariable(ProviderCalls.WORK, SuppressionWork.class);
        SuppressionPass pass = exchange.getVariable(ProviderCalls.PASS, SuppressionPass.class);
        if (pass != null && pass.isOver()) {
            if (away.remove(work.provider())) {
                outbox.wake(ProviderCalls.source(work.provider()));
            }
            work.deliveries().forEach(delivery -> keep(work, pass, delivery));
        } else {
            Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            work.deliveries().forEach(delivery -> failed(work, delivery, cause));
        }
    }

    private void keep(SuppressionWork work, SuppressionPass pass, ProviderDelivery delivery) {
        boolean silent = pass.standing(delivery.email()) == Standing.SILENT;
        if (pass.refusal() != 0) {
            outbox.turnedDown(delivery, DeliveryFailure.ofStatus(pass.refusal()).message());
        } else if (!work.check() && !silent) {
            outbox.sent(delivery, pass.receipt(), work.lookAfter());
        } else if (silent) {
            outbox.confirmed(delivery, work.check() ? null : pass.receipt(), work.lookEvery())
                    .ifPresent(latency -> metrics.confirmed(work.provider(), latency));
        } else if (outbox.missed(delivery, work.lookAfter())) {
            metrics.repaired(work.provider());
            LOG.warn(
                    "The provider '{}' does not keep silent what it was told by delivery {}; it is told again.",
                    work.provider(),
                    delivery.delivery().id());
        }
    }

    private void failed(SuppressionWork work, ProviderDelivery delivery, @Nullable Throwable cause) {
        if (work.check()) {
            outbox.lookAgain(delivery, cause instanceof SourceResting ? Duration.ZERO : AFTER_A_LOOK_THAT_FAILED);
        } else if (cause instanceof SourceResting) {
            outbox.putBack(delivery);
        } else if (cause != null && isAboutTheAddress(cause)) {
            refused(work, delivery, cause);
        } else {
            DeliveryFailure failure = cause == null ? forgotten() : DeliveryFailure.of(cause);
            outbox.troubled(delivery, said(cause, failure), failure.retryAfter());
        }
    }

    private void refused(SuppressionWork work, ProviderDelivery delivery, Throwable cause) {
        String said = said(cause, DeliveryFailure.of(cause));
        if (work.deliveries().size() > 1) {
            outbox.goesAlone(delivery);
        } else if (cause instanceof NotAccepted && delivery.delivery().attempts() < REFUSALS_BEFORE_GIVING_UP) {
            outbox.troubled(delivery, said, null);
        } else {
            outbox.turnedDown(delivery, said);
        }
    }

    private static boolean isAboutTheAddress(Throwable cause) {
        return cause instanceof NotAccepted
                || (cause instanceof HttpOperationFailedException answer
                        && ProviderCalls.ABOUT_THE_ADDRESS.contains(answer.getStatusCode()));
    }

    private static DeliveryFailure forgotten() {
        return DeliveryFailure.of(new IllegalStateException("The route asked the provider nothing."));
    }

    private static String said(@Nullable Throwable cause, DeliveryFailure failure) {
        return cause instanceof NotAccepted || cause instanceof ProviderCalls.UnusableWays
                ? String.valueOf(cause.getMessage())
                : failure.message();
    }

    private List<ProviderDelivery> stillProhibited(List<ProviderDelivery> checks) {
        List<ProviderDelivery> still = new ArrayList<>();
        for (ProviderDelivery check : checks) {
            if (holds(check)) {
                still.add(check);
            } else {
                outbox.lifted(check);
            }
        }
        return still;
    }

    private boolean holds(ProviderDelivery check) {
        var told = check.delivery();
        return prohibitions.hold(
                told.registerId(),
                told.entityId(),
                check.email(),
                String.valueOf(told.payload().getOrDefault("scope", "*")),
                told.noticedAt());
    }
}
