package fi.rekisterihub.permission;

import fi.rekisterihub.notice.ClaimedDelivery;
import fi.rekisterihub.notice.ProviderDelivery;
import fi.rekisterihub.permission.SimulatedProvider.Hook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes between the hub and its providers, with everything that may go wrong on the way. */
final class SimulatedRim {

    private final SimulatedWorld world;
    private final SimulatedHub hub;
    private final Chance chance;
    private final Map<String, Click> clicks = new HashMap<>();
    private final List<Runnable> tooLate = new ArrayList<>();
    private int number;
    private int calls;

    /** What somebody did at a provider, of which the hub does not know yet. */
    private record Click(int human, Instant at, String email) {}

    SimulatedRim(SimulatedWorld world) {
        this.world = world;
        this.hub = world.hub;
        this.chance = world.chance;
    }

    /** How much was done at the providers by others than the hub. */
    int number() {
        return number;
    }

    /** How many calls reached a provider. */
    int calls() {
        return calls;
    }

    void click(int human) {
        String email = world.emailOf(human);
        SimulatedProvider provider = world.anyProvider();
        Instant at = Instant.now();
        world.deeds.tell("%d clicks at %s as %s".formatted(human, provider.id, email));
        number++;
        clicks.put(provider.clicked(email), new Click(human, at, email));
    }

    void subscribe(int human) {
        String email = world.emailOf(human);
        SimulatedProvider provider = world.anyProvider();
        world.deeds.tell("somebody subscribes %s at %s".formatted(email, provider.id));
        number++;
        provider.subscribe(email);
    }

    void forget(SimulatedProvider provider) {
        world.deeds.tell(provider.id + " forgets");
        number++;
        provider.forget();
    }

    /** In any order. */
    void hookArrives() {
        SimulatedProvider provider = world.anyProvider();
        if (!provider.hooks.isEmpty()) {
            deliver(provider, provider.hooks.remove(chance.below(provider.hooks.size())));
        }
    }

    private void deliver(SimulatedProvider provider, Hook hook) {
        String key = hub.route(provider.id) + '/' + hook.key();
        world.deeds.untilDone("hook " + hook.key() + ' ' + hook.body().strip(), () -> {
            hub.inbox.accept(
                    provider.id, key, "application/json", Map.of(), hook.body().getBytes(StandardCharsets.UTF_8));
            hub.inbox.claim(provider.id, key).ifPresent(item -> hub.events.apply(item, "brevo-event"));
            Click click = clicks.remove(hook.event());
            if (click != null) {
                world.model.prohibited(click.human(), null, "email", "*", click.at(), null, click.email());
            }
        });
    }

    /** Claims some and lets the provider answer, be away, act without being heard, or the worker die with what it holds. */
    void send(SimulatedProvider provider) {
        for (ProviderDelivery delivery : hub.providerOutbox.claim(hub.route(provider.id), 1 + chance.below(5))) {
            int fault = world.deeds.resting() ? 11 : chance.below(12);
            ClaimedDelivery told = delivery.delivery();
            world.deeds.tell("%s: %s of %s, fault %d".formatted(provider.id, delivery.email(), told.position(), fault));
            switch (fault) {
                case 0 -> hub.providerOutbox.troubled(delivery, "503", null);
                case 1 -> {
                    effect(provider, delivery);
                    hub.providerOutbox.troubled(delivery, "no answer in time", null);
                }
                case 2 ->
                    tooLate.add(() -> hub.providerOutbox.troubled(delivery, "A worker that was thought dead", null));
                case 3 -> {
                    effect(provider, delivery);
                    tooLate.add(() -> hub.providerOutbox.sent(delivery, "too late", Duration.ZERO));
                }
                case 4 -> {
                    effect(provider, delivery);
                    hub.providerOutbox.confirmed(delivery, "done and seen", nextLook());
                }
                default -> {
                    effect(provider, delivery);
                    hub.providerOutbox.sent(delivery, "done", Duration.ZERO);
                }
            }
        }
    }

    /** A repair comes after what is newer; only what is told for the first time is told in order. */
    private void effect(SimulatedProvider provider, ProviderDelivery delivery) {
        ClaimedDelivery told = delivery.delivery();
        provider.suppress(delivery.email());
        calls++;
        if (told.entityId() != null && delivery.repairs() == 0) {
            provider.positions
                    .computeIfAbsent(told.entityId(), first -> new ArrayList<>())
                    .add(told.position());
        }
    }

    /**
     * Looks whether the provider keeps to what it was told; the look may fail, or the worker die.
     *
     * @return how many it looked at
     */
    int look(SimulatedProvider provider) {
        List<ProviderDelivery> checks = hub.providerOutbox.claimChecks(hub.route(provider.id), 10);
        for (ProviderDelivery check : checks) {
            int fault = world.deeds.resting() ? 11 : chance.below(12);
            if (!hub.stillProhibited(check)) {
                hub.providerOutbox.lifted(check);
            } else if (fault == 0) {
                hub.providerOutbox.lookAgain(check, Duration.ZERO);
            } else if (fault == 1) {
                world.deeds.tell("a worker dies that looked at " + provider.id);
            } else if (provider.keepsSilent(check.email())) {
                hub.providerOutbox.confirmed(check, null, nextLook());
            } else {
                boolean repaired = hub.providerOutbox.missed(check, Duration.ZERO);
                world.deeds.tell("%s lacks %s, told again: %s".formatted(provider.id, check.email(), repaired));
            }
        }
        return checks.size();
    }

    /** In the end it is enough to have seen each once. */
    private Duration nextLook() {
        return world.deeds.resting() ? Duration.ofDays(1) : Duration.ZERO;
    }

    /** @return whether there was nothing left to do */
    boolean settle() {
        tooLate.forEach(Runnable::run);
        tooLate.clear();
        boolean quiet = true;
        for (SimulatedProvider provider : world.providers.values()) {
            while (!provider.hooks.isEmpty()) {
                quiet = false;
                deliver(provider, provider.hooks.remove(0));
            }
            hub.providerOutbox.wake(hub.route(provider.id));
            long waiting = hub.waiting(provider.id);
            for (long tries = waiting; tries > 0; tries--) {
                send(provider);
            }
            quiet &= waiting == 0;
            while (look(provider) > 0) {
                quiet = false;
            }
        }
        return quiet;
    }
}
