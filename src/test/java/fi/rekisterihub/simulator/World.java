package fi.rekisterihub.simulator;

import fi.rekisterihub.simulator.WorldEvent.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A believable Finnish register, made up: companies, the persons who work there, and who has opted out by the
 * association's list. The same seed, sizes and day give the same world; the same number of {@link #tick ticks} gives the
 * same later world. Thread-safe.
 */
public final class World {

    /** The world of the demo. */
    public static final long SEED = 20_261_122L;

    private static final int COMPANIES = 2_200;
    private static final int PERSONS_IN_CRM = 10_000;
    private static final LocalDateTime FIRST_TICK = LocalDateTime.of(2026, 11, 22, 6, 0);

    private final Random random;
    private final PersonMaker personMaker;
    private final List<WorldCompany> companies = new ArrayList<>();
    private final Map<String, Integer> companyByBusinessId = new HashMap<>();
    private final Map<String, List<Integer>> personsByBusinessId = new HashMap<>();
    private final List<WorldPerson> persons = new ArrayList<>();
    private final OptOuts optOuts;
    private final int customers;
    private long ticks;

    private World(long seed, int companyCount, int personCount, LocalDate today) {
        customers = personCount;
        random = new Random(seed);
        personMaker = new PersonMaker(random);
        CompanyMaker companyMaker = new CompanyMaker(random);
        for (int i = 0; i < companyCount; i++) {
            WorldCompany company = companyMaker.make(i);
            companies.add(company);
            companyByBusinessId.put(company.businessIdWithoutDash(), i);
        }
        for (int i = 0; i < personCount; i++) {
            addPerson(companies.get(i < companyCount ? i : anyStaffedCompany()), true);
        }
        for (int i = 0; i < companyCount / 3; i++) {
            addPerson(companies.get(anyStaffedCompany()), false);
        }
        optOuts = new OptOuts(random, today, persons);
    }

    /** The full-size world: 2,200 companies (a few of them sole traders), 10,000 persons whom the CRM knows. */
    public static World ofSeed(long seed) {
        return of(seed, COMPANIES, PERSONS_IN_CRM, LocalDate.now(java.time.ZoneId.of("Europe/Helsinki")));
    }

    /**
     * @param persons how many the customer system knows; a third as many as there are companies come on top, whom only
     *     the bought sources know
     * @param today on which the ends of the opt-outs depend
     */
    public static World of(long seed, int companies, int persons, LocalDate today) {
        return new World(seed, companies, persons, today);
    }

    public synchronized List<WorldCompany> companies() {
        return List.copyOf(companies);
    }

    public synchronized List<WorldPerson> persons() {
        return List.copyOf(persons);
    }

    /** How many persons the controller's own customer system knows: those numbered below this. */
    public int customers() {
        return customers;
    }

    public synchronized List<OptOut> optOuts() {
        return optOuts.all();
    }

    /** @param businessId with or without its dash */
    public synchronized Optional<WorldCompany> company(String businessId) {
        return Optional.ofNullable(companyByBusinessId.get(businessId.replace("-", "")))
                .map(companies::get);
    }

    public synchronized List<WorldPerson> personsAt(String businessId) {
        return personsByBusinessId.getOrDefault(businessId, List.of()).stream()
                .map(persons::get)
                .toList();
    }

    public synchronized WorldPerson person(int number) {
        return persons.get(number);
    }

    public synchronized long ticks() {
        return ticks;
    }

    /** Lets one thing happen that the sources will tell at their next call. */
    public synchronized WorldEvent tick() {
        ticks++;
        int kind = random.nextInt(100);
        WorldPerson someone = persons.get(random.nextInt(persons.size()));
        if (kind < 25) {
            return move(companies.get(random.nextInt(companies.size())).businessId());
        }
        if (kind < 50) {
            return changePhone(someone.number());
        }
        if (kind < 65) {
            return movePerson(someone.number());
        }
        if (kind < 75) {
            return promote(someone.number());
        }
        if (kind < 88) {
            return hire(companies.get(anyStaffedCompany()).businessId());
        }
        return optOut(someone.number(), kind < 95 ? OptOut.Channel.PUHELIN : OptOut.Channel.POSTI);
    }

    /** The company gets a new address. */
    public synchronized WorldEvent move(String businessId) {
        WorldCompany moved = known(businessId).movedTo(Vocabulary.address(random), now());
        replace(moved);
        return WorldEvent.at(moved);
    }

    public synchronized void rename(String businessId, String newName) {
        replace(known(businessId).renamed(newName, now()));
    }

    public synchronized WorldEvent changePhone(int person) {
        WorldPerson changed = persons.get(person).withPhone(personMaker.freePhone());
        persons.set(person, changed);
        return WorldEvent.of(Kind.PHONE_CHANGED, changed);
    }

    /** The person moves house. */
    public synchronized WorldEvent movePerson(int person) {
        WorldPerson changed = persons.get(person).withAddress(Vocabulary.address(random));
        persons.set(person, changed);
        return WorldEvent.of(Kind.PERSON_MOVED, changed);
    }

    /** The person gets another title. */
    public synchronized WorldEvent promote(int person) {
        WorldPerson before = persons.get(person);
        WorldPerson changed = before;
        while (changed.title().equals(before.title())) {
            changed = before.withTitle(Vocabulary.title(random).in(before.language()));
        }
        persons.set(person, changed);
        return WorldEvent.of(Kind.TITLE_CHANGED, changed);
    }

    /** Somebody new, whom the controller's own system does not know, begins at the company. */
    public synchronized WorldEvent hire(String businessId) {
        return WorldEvent.of(Kind.DECISION_MAKER_CAME, addPerson(known(businessId), false));
    }

    public synchronized WorldEvent optOut(int person, OptOut.Channel channel) {
        WorldPerson who = persons.get(person);
        optOuts.add(who, channel);
        return WorldEvent.of(Kind.OPTED_OUT, who);
    }

    private WorldPerson addPerson(WorldCompany company, boolean inCrm) {
        List<Integer> colleagues = personsByBusinessId.computeIfAbsent(company.businessId(), id -> new ArrayList<>());
        WorldPerson person = personMaker.make(persons.size(), company, colleagues.isEmpty(), inCrm);
        persons.add(person);
        colleagues.add(person.number());
        return person;
    }

    /** A sole trader works alone. */
    private int anyStaffedCompany() {
        int any = random.nextInt(companies.size());
        while (companies.get(any).isSoleTrader()) {
            any = random.nextInt(companies.size());
        }
        return any;
    }

    private WorldCompany known(String businessId) {
        return company(businessId)
                .orElseThrow(() -> new IllegalArgumentException("No company has the Y-tunnus " + businessId + "."));
    }

    private void replace(WorldCompany company) {
        companies.set(company.number(), company);
    }

    /** Time in the world goes by ticks, so that the same ticks give the same times. */
    private LocalDateTime now() {
        return FIRST_TICK.plusMinutes(ticks);
    }
}
