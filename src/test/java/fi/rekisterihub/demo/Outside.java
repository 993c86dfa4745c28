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
import java.nio.file.Path;
import java.time.LocalDate;

/** Everything that the demo's hub talks to: one made-up world, and the simulators and the servers for mails and files that tell of it. */
final class Outside implements AutoCloseable {

    /** As {@code application-demo.yaml} says. */
    static final int HTTP_PORT = 18_089;

    private static final int READERS = 3_000;

    private final World world;
    private final Beats beats;
    private final SimulatorServer server;
    private final PostOffice postOffice;
    private final FileServer fileServer;
    private final Senders senders;
    private final PrhSimulator prh;
    private final PeopleMonitorSimulator peopleMonitor;
    private final FonectaSimulator fonecta;
    private final DvvSimulator dvv;
    private final MailchimpSimulator mailchimp;
    private final BrevoSimulator brevo;
    private final ProcessorSimulator licenceRegistry;

    private Outside(Beats beats, Path data, int httpPort, PostOffice postOffice, FileServer fileServer) {
        this.beats = beats;
        this.postOffice = postOffice;
        this.fileServer = fileServer;
        world = World.ofSeed(World.SEED);
        for (long i = beats.count(); i > 0; i--) {
            world.tick();
        }
        senders = new Senders(world, data.resolve("drop"), fileServer, postOffice);
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

    /** @param data the hub's data folder, where the drop folders are too */
    static Outside start(Path data) {
        Beats beats = Beats.below(data);
        return new Outside(beats, data, HTTP_PORT, PostOffice.open(), FileServer.open(beats.folder(), FileServer.PORT));
    }

    /** The same on any free ports. */
    static Outside onAnyPorts(Path data) {
        Beats beats = Beats.below(data);
        return new Outside(beats, data, 0, PostOffice.open(0, 0), FileServer.open(beats.folder(), 0));
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

    FileServer fileServer() {
        return fileServer;
    }

    Senders senders() {
        return senders;
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
        fileServer.close();
        server.close();
    }
}
