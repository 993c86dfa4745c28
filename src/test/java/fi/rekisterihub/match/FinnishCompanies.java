package fi.rekisterihub.match;

import fi.rekisterihub.match.MadeUpCompany.Office;
import fi.rekisterihub.match.MadeUpPerson.MadeUpHome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Finnish companies, the same for the same seed: sole traders called after themselves, firms called after a family, a trade or
 * a town, invented words, housing companies of one street, and groups whose members share a name, a house and a switchboard.
 */
final class FinnishCompanies {

    private static final List<String> TRADES = List.of(
            "Rakennus",
            "Sähkö",
            "Kuljetus",
            "Putki",
            "Maalaus",
            "Siivous",
            "Auto",
            "Metsä",
            "Puutarha",
            "Kiinteistöhuolto");
    private static final List<String> BUSINESSES = List.of(
            "Rakennusliike",
            "Tilitoimisto",
            "Insinööritoimisto",
            "Kuljetusliike",
            "Sähköasennus",
            "Leipomo",
            "Autokorjaamo",
            "Parturi-Kampaamo",
            "Lakiasiaintoimisto",
            "Kukkakauppa",
            "Ravintola",
            "Hammaslääkäriasema");
    private static final List<String> TOWNS = List.of(
            "Helsingin",
            "Espoon",
            "Tampereen",
            "Vantaan",
            "Oulun",
            "Turun",
            "Jyväskylän",
            "Kuopion",
            "Lahden",
            "Porin",
            "Kouvolan",
            "Joensuun",
            "Lappeenrannan",
            "Hämeenlinnan",
            "Vaasan",
            "Rovaniemen",
            "Suomen",
            "Pohjolan");
    private static final String[] SYLLABLES = {
        "nor", "ka", "ta", "vi", "te", "ra", "lu", "mi", "so", "pel", "kan", "ver", "do", "nex", "ali", "ku", "mar",
        "tol", "sei", "ro", "hel", "pa", "len", "tra", "oni", "fin", "va", "sol", "bri", "mon"
    };
    private static final List<String> ADDED = List.of(
            "Consulting", "Trading", "Tuotanto", "Systems", "Software", "Design", "Palvelut", "Tekniikka", "Solutions");
    private static final List<String> MEMBERS = List.of(
            "Holding",
            "Kiinteistöt",
            "Invest",
            "Group",
            "Palvelut",
            "Turku",
            "Tampere",
            "Oulu",
            "Sweden",
            "Logistiikka");

    private final FinnishNames names;
    private final MadeUpPopulation population;
    private final Random random;
    private final List<MadeUpCompany> companies = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    FinnishCompanies(FinnishNames names, long seed) {
        this.names = names;
        this.population = new MadeUpPopulation(names, seed);
        this.random = new Random(seed + 1);
    }

    /** With whole groups, until there are at least so many. */
    List<MadeUpCompany> companies(int atLeast) {
        while (companies.size() < atLeast) {
            int kind = random.nextInt(100);
            if (kind < 25) {
                soleTrader();
            } else if (kind < 31) {
                housingCompanies();
            } else {
                String name = kind < 50 ? family() : kind < 62 ? town() : invented();
                // The trade register enters no name that another company has, and a domain is one company's own.
                if (taken.add(domain(name))) {
                    company(name);
                }
            }
        }
        return companies;
    }

    private void soleTrader() {
        String given = names.given(random.nextBoolean(), random);
        String person = given + " " + names.family(random);
        boolean trade = random.nextInt(4) == 0;
        add(trade ? one(BUSINESSES) + " " + person : person, "Tmi", !trade, home(), mobile(), "");
    }

    /** Those of one street differ in a number alone. */
    private void housingCompanies() {
        MadeUpHome first = home();
        String switchboard = random.nextInt(2) == 0 ? landline() : "";
        String name = one(TOWNS) + " " + first.street();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int number = 1 + random.nextInt(60);
            MadeUpHome home = new MadeUpHome(
                    first.street(),
                    first.streetSwedish(),
                    String.valueOf(number),
                    first.postalCode(),
                    first.city(),
                    first.citySwedish());
            String whole = name + " " + number;
            if (companies.stream().noneMatch(other -> other.name().equals(whole))) {
                add(whole, "Asunto Oy", false, home, switchboard, "");
            }
        }
    }

    private void company(String name) {
        String form = random.nextInt(100) < 78 ? "Oy" : one(List.of("Ky", "Ab", "Ay", "Oyj", "Osk", "ry"));
        String phone = random.nextInt(3) == 0 ? mobile() : landline();
        String domain = random.nextInt(100) < 75 ? domain(name) : "";
        MadeUpCompany head = add(name, form, false, home(), phone, domain);
        if (random.nextInt(100) < 7) {
            int from = random.nextInt(MEMBERS.size());
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                MadeUpHome home = random.nextInt(10) < 7 ? head.places().get(0).address() : home();
                String member = MEMBERS.get((from + i) % MEMBERS.size());
                add(name + " " + member, "Oy", false, home, random.nextInt(5) == 0 ? landline() : phone, domain);
            }
        }
    }

    private MadeUpCompany add(String name, String form, boolean owner, MadeUpHome home, String phone, String domain) {
        List<Office> places = new ArrayList<>(List.of(new Office(home, phone)));
        if (!owner && !form.startsWith("As") && random.nextInt(100) < 12) {
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                places.add(new Office(home(), random.nextInt(3) == 0 ? phone : landline()));
            }
        }
        List<String> others = new ArrayList<>();
        boolean named = !form.startsWith("As");
        if (named && random.nextInt(100) < 8) {
            others.add(random.nextBoolean() ? invented() : one(BUSINESSES) + " " + invented());
        }
        if (named && random.nextInt(100) < 4) {
            others.add(invented() + " " + form);
        }
        MadeUpCompany company = new MadeUpCompany(
                companies.size(), name, form, owner, others, businessId(companies.size()), places, phone, domain);
        companies.add(company);
        return company;
    }

    private String family() {
        String family = names.family(random);
        String genitive = family.endsWith("nen") ? family.substring(0, family.length() - 3) + "sen" : family + "n";
        return switch (random.nextInt(4)) {
            case 0 -> one(BUSINESSES) + " " + family;
            case 1 -> one(TRADES) + " " + family;
            case 2 -> genitive + " " + one(BUSINESSES);
            default -> "Veljekset " + family;
        };
    }

    private String town() {
        return one(TOWNS) + " " + (random.nextBoolean() ? one(TRADES) + "palvelu" : invented());
    }

    private String invented() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        String name = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        return random.nextInt(10) < 4 ? name + " " + one(ADDED) : name;
    }

    /** Valid, and of nobody: the numbers of the made-up ones begin where none were issued yet. */
    private static String businessId(int number) {
        int candidate = 5_000_000 + number * 37;
        while (true) {
            int[] weights = {7, 9, 10, 5, 8, 4, 2};
            String digits = String.valueOf(candidate);
            int sum = 0;
            for (int i = 0; i < 7; i++) {
                sum += weights[i] * (digits.charAt(i) - '0');
            }
            if (sum % 11 != 1) {
                return digits + "-" + (sum % 11 == 0 ? 0 : 11 - sum % 11);
            }
            candidate++;
        }
    }

    private static String domain(String name) {
        return name.toLowerCase(Locale.ROOT)
                        .replace('ä', 'a')
                        .replace('ö', 'o')
                        .replace('å', 'a')
                        .replaceAll("[^a-z]", "")
                + ".example";
    }

    private MadeUpHome home() {
        return population.home();
    }

    MadeUpHome elsewhere() {
        return population.home();
    }

    private String mobile() {
        return "04" + random.nextInt(10) + " " + (1_000_000 + random.nextInt(9_000_000));
    }

    String landline() {
        return "09 " + (1_000_000 + random.nextInt(9_000_000));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
