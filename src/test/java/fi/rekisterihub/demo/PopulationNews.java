package fi.rekisterihub.demo;

import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.simulator.DvvSimulator;
import fi.rekisterihub.simulator.PeopleMonitorSimulator;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldIdentity;
import fi.rekisterihub.simulator.WorldPerson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A few customers who are followed by their identity number, and what the population register tells of them: moves, and
 * now and then a death or an address that is withheld from now on. A vendor that watches people tells of moves too.
 */
final class PopulationNews {

    private static final int FOLLOWED = 60;
    private static final int ON_FILE = 30;
    private static final int KINDS = 6;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);
    private static final String WITHHELD = """
            {"tietoryhma": "TURVAKIELTO", "muutosattribuutti": "LISATTY", "turvakieltoAktiivinen": true}""";
    private static final String PERSON = """
            select id from person where register_id = 'sofor-asiakasrekisteri' and email = :email order by id limit 1
            """;

    private static final int TO_A_VENDORS_NEWS = 3;
    private static final String WATCHED = """
            select w.person_id from watched w join person p on p.id = w.person_id
             where w.feed = 'people-monitor' order by w.person_id offset :n limit 1
            """;

    private final List<WorldPerson> people;
    private final List<WorldPerson> notYet;
    private final DvvSimulator register;
    private final PeopleMonitorSimulator vendor;
    private final Identities identities;
    private final JdbcClient jdbc;

    PopulationNews(Outside outside, Identities identities, JdbcClient jdbc) {
        this.people = outside.world().persons().stream()
                .filter(WorldPerson::inCrm)
                .limit(FOLLOWED)
                .toList();
        this.notYet = new ArrayList<>(people);
        notYet.addAll(onFile(outside.world()));
        this.register = outside.dvv();
        this.vendor = outside.peopleMonitor();
        this.identities = identities;
        this.jdbc = jdbc;
        for (long beat = 1; beat <= outside.beats().count(); beat++) {
            tell(beat);
        }
    }

    /** Others who are followed too, and of whom the register's older file tells. */
    static List<WorldPerson> onFile(World world) {
        return world.persons().stream()
                .filter(WorldPerson::inCrm)
                .skip(FOLLOWED)
                .limit(ON_FILE)
                .toList();
    }

    /** Follows those who have come into the register since. */
    void follow() {
        notYet.removeIf(person -> {
            List<Long> found = jdbc.sql(PERSON)
                    .param("email", person.email())
                    .query(Long.class)
                    .list();
            found.forEach(id ->
                    IdentityNumber.parse(WorldIdentity.of(person)).ifPresent(number -> identities.follow(id, number)));
            return !found.isEmpty();
        });
    }

    /** Now and then the vendor that watches people tells that one of them has moved. */
    void tellOfTheWatched(long beat) {
        if (beat % TO_A_VENDORS_NEWS != 0) {
            return;
        }
        jdbc.sql(WATCHED)
                .param("n", beat / TO_A_VENDORS_NEWS)
                .query(String.class)
                .optional()
                .ifPresent(key -> vendor.change(
                        key,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        Map.of(
                                "permanentaddr_addresstype", "domestic",
                                "permanentaddr_street", "Muuttajankatu " + (1 + beat % 90),
                                "permanentaddr_postcode", "20100",
                                "permanentaddr_city", "TURKU")));
    }

    /** The same at each beat after a restart, because the hub remembers how far it has read. */
    void tell(long beat) {
        WorldPerson person = people.get((int) (beat % people.size()));
        LocalDate day = FIRST_DAY.plusDays(beat / people.size());
        String group =
                switch ((int) (beat % KINDS)) {
                    case 2 -> DvvSimulator.death(day.toString());
                    case 4 -> WITHHELD;
                    default -> DvvSimulator.address("Muuttajantie", String.valueOf(1 + beat % 90), "33100", "TAMPERE");
                };
        register.enter(WorldIdentity.of(person), day.minusDays(1) + "T22:00:00.000Z", group);
    }
}
