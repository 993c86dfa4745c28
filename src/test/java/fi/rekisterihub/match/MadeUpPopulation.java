package fi.rekisterihub.match;

import fi.rekisterihub.match.MadeUpPerson.MadeUpHome;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Finnish households, the same for the same seed: couples of one name or two, children, now and then a son called like his
 * father at the same address, students who share a flat. Who lives together is what a matcher confuses.
 */
final class MadeUpPopulation {

    private static final String[][] PLACES = {
        {"Helsinki", "Helsingfors"}, {"Espoo", "Esbo"}, {"Tampere", "Tammerfors"}, {"Vantaa", "Vanda"},
        {"Oulu", "Uleåborg"}, {"Turku", "Åbo"}, {"Jyväskylä", "Jyväskylä"}, {"Kuopio", "Kuopio"},
        {"Lahti", "Lahtis"}, {"Pori", "Björneborg"}, {"Kouvola", "Kouvola"}, {"Joensuu", "Joensuu"},
        {"Lappeenranta", "Villmanstrand"}, {"Hämeenlinna", "Tavastehus"}, {"Vaasa", "Vasa"}, {"Seinäjoki", "Seinäjoki"},
        {"Rovaniemi", "Rovaniemi"}, {"Mikkeli", "S:t Michel"}, {"Kotka", "Kotka"}, {"Salo", "Salo"},
        {"Porvoo", "Borgå"}, {"Kokkola", "Karleby"}, {"Hyvinkää", "Hyvinge"}, {"Lohja", "Lojo"},
        {"Järvenpää", "Träskända"}, {"Rauma", "Raumo"}, {"Kajaani", "Kajana"}, {"Kerava", "Kervo"},
        {"Savonlinna", "Nyslott"}, {"Nokia", "Nokia"}, {"Ylöjärvi", "Ylöjärvi"}, {"Kaarina", "S:t Karins"},
        {"Riihimäki", "Riihimäki"}, {"Raasepori", "Raseborg"}, {"Imatra", "Imatra"}, {"Tornio", "Torneå"},
    };
    private static final String[][] ENDS = {
        {"tie", "vägen"},
        {"katu", "gatan"},
        {"kuja", "gränden"},
        {"polku", "stigen"},
        {"kaari", "bågen"},
        {"ranta", "stranden"}
    };
    private static final int STREETS = 4_000;

    private final FinnishNames names;
    private final Random random;
    private final List<String[]> streets = new ArrayList<>();
    private final List<MadeUpPerson> persons = new ArrayList<>();

    MadeUpPopulation(FinnishNames names, long seed) {
        this.names = names;
        this.random = new Random(seed);
        for (int i = 0; i < STREETS; i++) {
            String root = names.family(random).toLowerCase(Locale.ROOT).replaceAll("nen$", "s");
            String[] end = ENDS[random.nextInt(ENDS.length)];
            String capital = Character.toUpperCase(root.charAt(0)) + root.substring(1);
            streets.add(new String[] {capital + end[0], capital + end[1]});
        }
    }

    /** Whole households, until there are at least so many persons. */
    List<MadeUpPerson> persons(int atLeast) {
        while (persons.size() < atLeast) {
            household();
        }
        return persons;
    }

    private void household() {
        MadeUpHome home = home();
        int kind = random.nextInt(100);
        int born = 1935 + random.nextInt(70);
        boolean woman = random.nextBoolean();
        String family = names.family(random);
        MadeUpPerson first = person(home, family, woman, born);
        if (kind < 45) {
            return;
        }
        if (kind < 49) {
            person(home, names.family(random), random.nextBoolean(), born + random.nextInt(5) - 2);
            return;
        }
        String otherFamily = random.nextInt(100) < 25 ? names.family(random) : family;
        person(home, otherFamily, !woman, born + random.nextInt(9) - 4);
        int children = kind < 78 ? 0 : kind < 87 ? 1 : kind < 96 ? 2 : 3;
        int year = born + 24 + random.nextInt(12);
        for (int i = 0; i < children && year < 2020; i++) {
            MadeUpPerson child = person(home, family, random.nextBoolean(), year);
            if (child.woman() == first.woman() && random.nextInt(60) == 0) {
                persons.set(child.number(), named(child, first.givenName()));
            }
            // Twins come without a year between them.
            year += random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(3);
        }
    }

    private MadeUpPerson person(MadeUpHome home, String family, boolean woman, int year) {
        String given = names.given(woman, random);
        int number = persons.size();
        boolean adult = year < 2010;
        String phone = adult && random.nextInt(100) < 90
                ? String.format(
                        Locale.ROOT, "04%d %03d %04d", random.nextInt(10), random.nextInt(1000), number % 10_000)
                : "";
        String email = adult && random.nextInt(100) < 70 ? email(given, family, number) : "";
        MadeUpPerson person = new MadeUpPerson(
                number, woman, family, given, year, 1 + random.nextInt(12), 1 + random.nextInt(28), home, phone, email);
        persons.add(person);
        return person;
    }

    private static MadeUpPerson named(MadeUpPerson person, String given) {
        return new MadeUpPerson(
                person.number(),
                person.woman(),
                person.familyName(),
                given,
                person.year(),
                person.month(),
                person.day(),
                person.home(),
                person.phone(),
                person.email());
    }

    private String email(String given, String family, int number) {
        String local =
                switch (random.nextInt(4)) {
                    case 0 -> given + "." + family + random.nextInt(100);
                    case 1 -> given.charAt(0) + family + random.nextInt(1000);
                    case 2 -> given + number % 997;
                    default -> given + "." + family;
                };
        String plain = Normalizer.normalize(local, Normalizer.Form.NFD).replaceAll("[^A-Za-z0-9.]", "");
        return (plain + "@post" + random.nextInt(12) + ".example").toLowerCase(Locale.ROOT);
    }

    MadeUpHome home() {
        // Large towns have more people than small ones.
        int place = (int) (PLACES.length * Math.pow(random.nextDouble(), 2));
        String[] street = streets.get(random.nextInt(streets.size()));
        String number = 1
                + random.nextInt(90)
                + (random.nextInt(3) == 0
                        ? " " + (char) ('A' + random.nextInt(6)) + " " + (1 + random.nextInt(60))
                        : "");
        String postalCode = String.format(Locale.ROOT, "%02d%02d0", place * 2 + 1, random.nextInt(30));
        return new MadeUpHome(street[0], street[1], number, postalCode, PLACES[place][0], PLACES[place][1]);
    }

    FinnishNames names() {
        return names;
    }

    Random random() {
        return random;
    }
}
