package fi.rekisterihub.demo;

import fi.rekisterihub.simulator.AsiakastietoSimulator;
import fi.rekisterihub.simulator.BrevoSimulator;
import fi.rekisterihub.simulator.DmaSimulator;
import fi.rekisterihub.simulator.DvvSimulator;
import fi.rekisterihub.simulator.FonectaSimulator;
import fi.rekisterihub.simulator.MailchimpSimulator;
import fi.rekisterihub.simulator.PeopleMonitorSimulator;
import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.ProcessorSimulator;
import fi.rekisterihub.simulator.SimulatorServer;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldPerson;
import java.time.LocalDate;

/** Everything that the demo's hub talks to: one made-up world, and the simulators and the mail server that tell of it. */
final class Outside implements AutoCloseable {

    /** As {@code application-demo.yaml} says. */
    static final int HTTP_PORT = 18_089;

    private static final int READERS = 3_000;

    private final World world;
    private final Beats beats;
    private final SimulatorServer server;
    private final PostOffice postOffice;
    private final PrhSimulator prh;
    private final PeopleMonitorSimulator peopleMonitor;
    private final FonectaSimulator fonecta;
    private final DvvSimulator dvv;
    private final MailchimpSimulator mailchimp;
    private final BrevoSimulator brevo;
    private final ProcessorSimulator licenceRegistry;

    private Outside(Beats beats, int httpPort, PostOffice postOffice) {
        this.beats = beats;
        this.postOffice = postOffice;
        world = World.ofSeed(World.SEED);
        for (long i = beats.count(); i > 0; i--) {
            world.tick();
        }
        server = httpPort == 0 ? SimulatorServer.onAnyPort() : SimulatorServer.on(httpPort);
        prh = PrhSimulator.on(server, world);
        new CompanyNews(prh, world).ofTheLastDays(LocalDate.now(CompanyNews.FINLAND));
        AsiakastietoSimulator.on(server, world);
        DmaSimulator.on(server, world);
        fonecta = FonectaSimulator.on(server, world);
        dvv = DvvSimulator.on(server);
        peopleMonitor = PeopleMonitorSimulator.on(server);
        mailchimp = MailchimpSimulator.on(server);
        brevo = BrevoSimulator.on(server);
        licenceRegistry = ProcessorSimulator.on(server, "licence-registry");
        ProcessorSimulator.on(server, "asiakastieto-keeper");
        world.persons().stream().filter(WorldPerson::inCrm).limit(READERS).forEach(person -> {
            mailchimp.subscribe(person.email());
            brevo.add(person.email());
        });
    }

    static Outside start(Beats beats) {
        return start(beats, HTTP_PORT, PostOffice.open());
    }

    /** @param httpPort 0 for any free one */
    static Outside start(Beats beats, int httpPort, PostOffice postOffice) {
        return new Outside(beats, httpPort, postOffice);
    }

    String url() {
        return server.url();
    }

    World world() {
        return world;
    }

    Beats beats() {
        return beats;
    }

    PostOffice postOffice() {
        return postOffice;
    }

    PrhSimulator prh() {
        return prh;
    }

    PeopleMonitorSimulator peopleMonitor() {
        return peopleMonitor;
    }

    FonectaSimulator fonecta() {
        return fonecta;
    }

    DvvSimulator dvv() {
        return dvv;
    }

    MailchimpSimulator mailchimp() {
        return mailchimp;
    }

    BrevoSimulator brevo() {
        return brevo;
    }

    ProcessorSimulator licenceRegistry() {
        return licenceRegistry;
    }

    @Override
    public void close() {
        postOffice.close();
        server.close();
    }
}
