package fi.rekisterihub.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/** The words that the made-up register is built of: common names, towns and streets in both languages, trades. */
final class Vocabulary {

    private static final WordList<String> FINNISH_GIVEN = names("given-names", "fi");
    private static final WordList<String> SWEDISH_GIVEN = names("given-names", "sv");
    private static final WordList<String> FINNISH_FAMILY = names("family-names", "fi");
    private static final WordList<String> SWEDISH_FAMILY = names("family-names", "sv");

    private static final List<Town> ALL_TOWNS = WordList.read(
            "towns", field -> new Town(field[0], field[1], field[2], field[3], Integer.parseInt(field[4])));
    private static final WordList<Town> TOWNS = WordList.of(ALL_TOWNS, Town::weight);
    private static final List<Street> STREETS = WordList.read("streets", field -> new Street(field[0], field[1]));
    private static final WordList<Industry> INDUSTRIES = WordList.of(
            WordList.read(
                    "industries",
                    field -> new Industry(field[0], field[1], field[2], field[3], Integer.parseInt(field[4]))),
            Industry::weight);
    private static final List<Title> ALL_TITLES =
            WordList.read("titles", field -> new Title(field[0], field[1], Integer.parseInt(field[2])));
    private static final WordList<Title> TITLES = WordList.of(ALL_TITLES, Title::weight);

    private Vocabulary() {}

    /** Post code and town; {@code weight} is how common the place is. */
    record Town(String postalCode, String finnish, String swedish, String municipality, int weight) {}

    record Street(String finnish, String swedish) {}

    /** TOL 2008 code and its names. */
    record Industry(String code, String finnish, String swedish, String english, int weight) {}

    record Title(String finnish, String swedish, int weight) {
        String in(String language) {
            return language.equals("sv") ? swedish : finnish;
        }
    }

    private record Name(String name, int weight, String language) {}

    static String givenName(String language, RandomGenerator random) {
        return (language.equals("sv") ? SWEDISH_GIVEN : FINNISH_GIVEN).pick(random);
    }

    static String familyName(String language, RandomGenerator random) {
        return (language.equals("sv") ? SWEDISH_FAMILY : FINNISH_FAMILY).pick(random);
    }

    static Town town(RandomGenerator random) {
        return TOWNS.pick(random);
    }

    static List<Town> towns() {
        return ALL_TOWNS;
    }

    static Industry industry(RandomGenerator random) {
        return INDUSTRIES.pick(random);
    }

    static Title title(RandomGenerator random) {
        return TITLES.pick(random);
    }

    /** The title of whoever leads a company. */
    static Title leader() {
        return ALL_TITLES.get(0);
    }

    static WorldAddress address(RandomGenerator random) {
        Street street = STREETS.get(random.nextInt(STREETS.size()));
        String number = String.valueOf(1 + random.nextInt(120));
        String entrance = random.nextInt(4) == 0 ? String.valueOf((char) ('A' + random.nextInt(5))) : "";
        String apartment = entrance.isEmpty() ? "" : String.valueOf(1 + random.nextInt(60));
        return new WorldAddress(street.finnish(), street.swedish(), number, entrance, apartment, town(random));
    }

    private static WordList<String> names(String file, String language) {
        List<Name> all = WordList.read(file, field -> new Name(field[0], Integer.parseInt(field[1]), field[2]));
        List<Name> chosen =
                all.stream().filter(name -> name.language().equals(language)).toList();
        return WordList.of(chosen, Name::weight).mapped(Name::name);
    }
}
