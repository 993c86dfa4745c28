package fi.rekisterihub.demo;

import fi.rekisterihub.simulator.ChangeFile;
import fi.rekisterihub.simulator.CrmCsv;
import fi.rekisterihub.simulator.RobinsonLists;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldIdentity;
import fi.rekisterihub.simulator.WorldPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sends files instead of answering calls: two keepers of opt-out lists and the population register into folders, the
 * customer system to an SFTP server, and a seller whose mails hold the contacts of a fair. What a beat brings is the same
 * after a restart.
 */
final class Senders {

    /** As {@code application-demo.yaml} says. */
    static final String POST_LIST = "robinson-style-post";

    static final String HASH_LIST = "robinson-style-hashes";
    static final String CHANGE_FILE = "dvv-change-file";
    static final String SELLER = "myynti@sofor.example";

    static final int EVENTS_A_FILE = 4;

    private static final int TO_AN_EXPORT = 3;
    private static final int TO_A_LIST = 6;
    private static final int TO_A_CHANGE_FILE = 5;
    private static final int TO_A_FAIR = 4;
    private static final int ON_A_LIST_OF = 40;
    private static final int CONTACTS_OF_A_FAIR = 6;
    private static final int FILES_TO_A_BROKEN_LINE = 3;
    private static final String[] OTHER_NAMES = {"Kaarina", "Johannes", "Maria"};
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    private final World world;
    private final Path drop;
    private final FileServer fileServer;
    private final PostOffice postOffice;

    /** @param drop the folder with a drop folder for each feed */
    Senders(World world, Path drop, FileServer fileServer, PostOffice postOffice) {
        this.world = world;
        this.drop = drop;
        this.fileServer = fileServer;
        this.postOffice = postOffice;
    }

    void send(long beat, LocalDate today) {
        if (beat % TO_AN_EXPORT == 0) {
            fileServer.put("crm-export.csv", SharedAddresses.addedTo(CrmCsv.of(world)));
        }
        if (beat % TO_A_LIST == 1) {
            DroppedFile.into(
                    drop.resolve(POST_LIST),
                    "kiellot-posti.dat",
                    RobinsonLists.post(today, listed(beat, ON_A_LIST_OF)));
        }
        if (beat % TO_A_LIST == 2) {
            DroppedFile.into(
                    drop.resolve(HASH_LIST),
                    "kiellot.csv",
                    RobinsonLists.hashes(today, listed(beat, ON_A_LIST_OF + 3)));
        }
        if (beat % TO_A_CHANGE_FILE == 1) {
            DroppedFile.into(drop.resolve(CHANGE_FILE), "muutokset.mtt", changes(beat / TO_A_CHANGE_FILE));
        }
        if (beat % TO_A_FAIR == 2) {
            long fair = beat / TO_A_FAIR + 1;
            postOffice.attach(
                    SELLER,
                    "Messukontaktit " + fair,
                    "Hei,\n\nliitteenä messujen uudet yhteyshenkilöt.\n",
                    "messut-%d.csv".formatted(fair),
                    fair(fair));
        }
    }

    /** One in so many customers, and one more with every list. */
    private List<WorldPerson> listed(long beat, int of) {
        int more = (int) (beat / TO_A_LIST);
        return world.persons().stream()
                .filter(WorldPerson::inCrm)
                .filter(person -> person.number() % of == 7 || person.number() % of == 8 && person.number() / of < more)
                .toList();
    }

    /**
     * The followed in their turn. A move says less than the customer system does, whose address stays; the last event is
     * about somebody whom the hub does not follow.
     */
    private byte[] changes(long file) {
        List<WorldPerson> people = PopulationNews.onFile(world);
        ChangeFile changes = new ChangeFile();
        for (int event = 0; event < EVENTS_A_FILE - 1; event++) {
            long turn = file * (EVENTS_A_FILE - 1) + event;
            WorldPerson person = people.get((int) (turn % people.size()));
            LocalDate day = FIRST_DAY.plusDays(turn / people.size());
            String number = WorldIdentity.of(person);
            if (event == 0) {
                changes.moved(
                        number,
                        day,
                        world.person(person.number() + (int) turn + 1).address());
            } else if (event == 1 || file % FILES_TO_A_BROKEN_LINE != 1) {
                changes.named(number, day, person.familyName(), person.givenName() + ' ' + OTHER_NAMES[event]);
            } else {
                changes.brokenOff(number, day, person.address());
            }
        }
        WorldPerson stranger = world.person(world.customers());
        return changes.moved(WorldIdentity.of(stranger), FIRST_DAY, stranger.address())
                .bytes();
    }

    /** People whom the customer system does not know. One gave a number that nobody can call. */
    private byte[] fair(long number) {
        List<WorldPerson> strangers =
                world.persons().stream().filter(person -> !person.inCrm()).toList();
        List<WorldPerson> met = new ArrayList<>();
        for (int n = 0; n < CONTACTS_OF_A_FAIR; n++) {
            met.add(strangers.get((int) ((number * CONTACTS_OF_A_FAIR + n) % strangers.size())));
        }
        String contacts = new String(CrmCsv.of(met), StandardCharsets.UTF_8);
        WorldPerson last = met.get(met.size() - 1);
        String uncallable = "M-%d;%s;%s;;;soita vaihteeseen;;;;FI;%s;;;\n"
                .formatted(number, last.familyName(), last.givenName(), last.language());
        return (contacts + uncallable).getBytes(StandardCharsets.UTF_8);
    }
}
