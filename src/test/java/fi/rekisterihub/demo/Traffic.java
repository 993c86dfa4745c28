package fi.rekisterihub.demo;

import fi.rekisterihub.simulator.FonectaCallback;
import fi.rekisterihub.simulator.FonectaSimulator;
import fi.rekisterihub.simulator.HookCall;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldEvent;
import fi.rekisterihub.simulator.WorldPerson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on outside while the hub runs. Every beat one thing happens in the world and one person each unsubscribes at a
 * newsletter provider and by mail; now and then files come and a processor has a bad moment.
 */
final class Traffic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final Duration QUIET_AT_START = Duration.ofSeconds(60);
    private static final int BEATS_TO_A_BAD_MOMENT = 7;

    private final Outside outside;
    private final World world;
    private final HubAddress hub;
    private final PopulationNews population;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "demo-traffic");
        thread.setDaemon(true);
        return thread;
    });

    Traffic(Outside outside, HubAddress hub, PopulationNews population) {
        this.outside = outside;
        this.world = outside.world();
        this.hub = hub;
        this.population = population;
    }

    void begin() {
        outside.brevo().webhook(this::brevoCalls);
        clock.scheduleAtFixedRate(this::beat, QUIET_AT_START.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void beat() {
        long beat = outside.beats().count() + 1;
        WorldEvent event = world.tick();
        outside.beats().set(beat);
        quietly("the population register's news", () -> {
            population.follow();
            population.tell(beat);
            population.tellOfTheWatched(beat);
        });
        quietly("the company register's notice", () -> new CompanyNews(outside.prh(), world)
                .tell(event, LocalDate.now(CompanyNews.FINLAND)));
        quietly("Fonecta's call", () -> fonectaCalls(event));
        quietly("Mailchimp's call", () -> mailchimpCalls(reader(2 * beat)));
        quietly("a reply by mail", () -> Replies.write(outside.postOffice(), reader(2 * beat + 1), beat));
        if (beat % BEATS_TO_A_BAD_MOMENT == 0) {
            outside.licenceRegistry().trouble().status(1, 503);
        }
        quietly("the files", () -> outside.senders().send(beat, LocalDate.now(CompanyNews.FINLAND)));
    }

    private void fonectaCalls(WorldEvent event) throws Exception {
        String companyId = world.company(event.businessId())
                .map(FonectaSimulator::companyId)
                .orElseThrow();
        String watcher = outside.fonecta().watchers().stream().findFirst().orElse("rekisterihub");
        String url = outside.fonecta().callbackUrl(watcher).orElse(hub.hookWithSecret("fonecta"));
        Integer person = event.person();
        String personId = person == null ? null : FonectaSimulator.personId(world.person(person));
        FonectaCallback.send(
                url, FonectaCallback.body(companyId, watcher, Instant.now(), personId, hub.secret("fonecta")));
    }

    private void mailchimpCalls(WorldPerson person) {
        String form = outside.mailchimp().unsubscribe(person.email(), Instant.now());
        HookCall.post(hub.hookWithSecret("mailchimp"), "application/x-www-form-urlencoded", form);
    }

    /** Brevo tells of every suppression, also of one that the hub itself has asked for. */
    private void brevoCalls(String event) {
        clock.execute(() -> quietly(
                "Brevo's call",
                () -> HookCall.post(
                        hub.hook("brevo"),
                        "application/json",
                        event,
                        "Authorization",
                        "Bearer " + hub.secret("brevo"))));
    }

    /** One after the other in an order that looks like none; the same after a restart. */
    private WorldPerson reader(long turn) {
        List<WorldPerson> persons = world.persons();
        int customers = world.customers();
        return persons.get((int) (turn * 7_919 % customers));
    }

    private static void quietly(String what, Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.info(
                    "The demo could not make {} this time ({}).",
                    what,
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private interface Step {
        void run() throws Exception;
    }
}
