package fi.rekisterihub.match;

import fi.rekisterihub.match.MadeUpPerson.MadeUpHome;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A person as another register has them: moved, married, with a new number, written by somebody in a hurry. How often is a
 * guess at what customer registers are like; the seed makes it the same guess every time.
 */
final class WorsePaper {

    static final String HEADER = "id;family_name;given_name;birth_date;street;postal_code;city;phone;email;person";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzåäö";

    private final MadeUpPopulation population;
    private final Random random;

    WorsePaper(MadeUpPopulation population, long seed) {
        this.population = population;
        this.random = new Random(seed);
    }

    /** As it should be, but for what registers never know. */
    List<String> clean(MadeUpPerson person, String id) {
        MadeUpHome home = person.home();
        return List.of(
                id,
                person.familyName(),
                person.givenName(),
                date(person.year(), person.month(), person.day()),
                home.street() + " " + home.number(),
                home.postalCode(),
                home.city(),
                person.phone(),
                person.email(),
                String.valueOf(person.number()));
    }

    /** The same person, worse. */
    List<String> worse(MadeUpPerson person, String id) {
        boolean moved = one(12);
        MadeUpHome home = moved ? population.home() : person.home();
        boolean swedish = one(15);
        String street = (swedish ? home.streetSwedish() : home.street()) + " "
                + (one(15) ? home.number().split(" ")[0] : home.number());
        String family = family(person);
        String given = given(person);
        boolean exchanged = one(150);
        return List.of(
                id,
                exchanged ? given : family,
                exchanged ? family : given,
                one(8) ? "" : birthDate(person),
                one(20) ? "" : slip(street, 12),
                one(25) ? "" : slipOfDigit(home.postalCode(), 40),
                one(25) ? "" : slip(swedish ? home.citySwedish() : home.city(), 30),
                one(5) ? "" : phone(person),
                one(4) ? "" : email(person),
                String.valueOf(person.number()));
    }

    private String family(MadeUpPerson person) {
        if (person.woman() && one(40)) {
            String married = population.names().family(random);
            return one(3) ? married + "-" + person.familyName() : married;
        }
        return slip(person.familyName(), 12);
    }

    private String given(MadeUpPerson person) {
        if (one(30)) {
            return person.givenName().substring(0, 1);
        }
        String given = one(20)
                ? person.givenName() + " " + population.names().given(person.woman(), random)
                : person.givenName();
        return slip(given, 12);
    }

    private String birthDate(MadeUpPerson person) {
        if (one(60)) {
            return date(
                    person.year(),
                    person.day() <= 12 ? person.day() : person.month(),
                    person.day() <= 12 ? person.month() : person.day());
        }
        String date = date(person.year(), person.month(), person.day());
        return one(30) ? slipOfDigit(date, 1) : date;
    }

    private String phone(MadeUpPerson person) {
        if (person.phone().isEmpty() || one(8)) {
            return one(2) ? "" : String.format(Locale.ROOT, "050%07d", random.nextInt(10_000_000));
        }
        String phone = one(2) ? "+358 " + person.phone().substring(1) : person.phone();
        return slipOfDigit(phone, 40);
    }

    private String email(MadeUpPerson person) {
        return one(10) && !person.email().isEmpty()
                ? person.email().replace("@post", "@other")
                : slip(person.email(), 30);
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    /** A slip of the pen, or two, in one text of so many. */
    private String slip(String text, int in) {
        if (text.length() < 3 || !one(in)) {
            return text;
        }
        String slipped = slip(text);
        return one(5) ? slip(slipped) : slipped;
    }

    private String slip(String text) {
        int at = 1 + random.nextInt(text.length() - 1);
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + letter + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + letter + text.substring(at + 1);
            default ->
                at + 1 < text.length()
                        ? text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2)
                        : text + letter;
        };
    }

    private String slipOfDigit(String text, int in) {
        if (text.length() < 3 || !one(in)) {
            return text;
        }
        int at = random.nextInt(text.length());
        while (!Character.isDigit(text.charAt(at))) {
            at = random.nextInt(text.length());
        }
        return text.substring(0, at) + random.nextInt(10) + text.substring(at + 1);
    }

    private static String date(int year, int month, int day) {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }
}
