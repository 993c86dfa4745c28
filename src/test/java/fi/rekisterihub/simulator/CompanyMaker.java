package fi.rekisterihub.simulator;

import fi.rekisterihub.simulator.Vocabulary.Industry;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes companies whose names, forms and sizes look like those of a Finnish town. */
final class CompanyMaker {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9]+");
    private static final LocalDate OLDEST = LocalDate.of(1972, 1, 1);
    private static final LocalDateTime FIRST_MODIFIED = LocalDateTime.of(2024, 1, 2, 3, 0);

    private static final List<String> STEMS = List.of(
            "Aallokko",
            "Havu",
            "Hohka",
            "Ilves",
            "Kaarna",
            "Kaski",
            "Kide",
            "Kivi",
            "Korpi",
            "Kulma",
            "Lakeus",
            "Lumi",
            "Louhi",
            "Maininki",
            "Meri",
            "Norppa",
            "Otso",
            "Pihka",
            "Pohjan",
            "Puro",
            "Revontuli",
            "Routa",
            "Ruska",
            "Saimaan",
            "Salpa",
            "Sampo",
            "Sarka",
            "Sointu",
            "Suvi",
            "Taival",
            "Talka",
            "Tuisku",
            "Tuohi",
            "Tyrsky",
            "Utu",
            "Vaara",
            "Varpu",
            "Vire",
            "Virta",
            "Ydin");
    private static final List<String> TRADES = List.of(
            "Rakennus",
            "Konepaja",
            "Sähkö",
            "Putki",
            "Maalaus",
            "Tilit",
            "Logistiikka",
            "Kuljetus",
            "Ohjelmistot",
            "Digi",
            "Data",
            "Konsultointi",
            "Suunnittelu",
            "Kiinteistöt",
            "Siivous",
            "Huolto",
            "Autohuolto",
            "Kauppa",
            "Tukku",
            "Ravintolat",
            "Leipomo",
            "Koulutus",
            "Terveys",
            "Kuntoutus",
            "Media",
            "Paino",
            "Puu",
            "Metalli",
            "Energia",
            "Turva",
            "Viestintä",
            "Palvelut");
    private static final List<String> SWEDISH_TRADES = List.of(
            "Bygg",
            "Elservice",
            "Transport",
            "Data",
            "Konsult",
            "Fastigheter",
            "Bageri",
            "Mekaniska",
            "Redovisning",
            "Handel");

    private final RandomGenerator random;
    private final Iterator<String> businessIds = BusinessIds.all().iterator();
    private final Set<String> domains = new HashSet<>();

    CompanyMaker(RandomGenerator random) {
        this.random = random;
    }

    WorldCompany make(int number) {
        String form = form();
        WorldAddress address = Vocabulary.address(random);
        String stem = freeStem(address);
        String name = withForm(stem, form);
        int size = Math.min(8, 1 + (int) Math.abs(random.nextGaussian() * 2.2));
        Industry industry = Vocabulary.industry(random);
        return new WorldCompany(
                number,
                businessIds.next(),
                name,
                form,
                formerName(form),
                address,
                industry,
                Math.min(9, size + random.nextInt(2)),
                size,
                folded(stem) + ".example",
                "+35810555%05d".formatted(number),
                OLDEST.plusDays(random.nextInt(18_000)),
                FIRST_MODIFIED.plusMinutes(random.nextInt(1_400_000)));
    }

    private String form() {
        int share = random.nextInt(100);
        if (share < 80) {
            return "OY";
        }
        if (share < 86) {
            return "KY";
        }
        if (share < 89) {
            return "AY";
        }
        if (share < 91) {
            return "OYJ";
        }
        return share < 94 ? "OK" : "TMI";
    }

    /** A name whose mail domain nobody has yet. */
    private String freeStem(WorldAddress address) {
        String stem = stem(address);
        while (!domains.add(folded(stem))) {
            stem = stem + ' ' + (2 + random.nextInt(98));
        }
        return stem;
    }

    private String stem(WorldAddress address) {
        int style = random.nextInt(10);
        if (style < 4) {
            return any(STEMS) + ' ' + any(TRADES);
        }
        if (style < 7) {
            return any(TRADES) + ' ' + Vocabulary.familyName("fi", random);
        }
        if (style < 9) {
            return address.city() + ' ' + any(TRADES);
        }
        return Vocabulary.familyName("sv", random) + "s " + any(SWEDISH_TRADES);
    }

    private String withForm(String stem, String form) {
        return switch (form) {
            case "OYJ" -> stem + " Oyj";
            case "KY" -> stem + " Ky";
            case "AY" -> stem + " Ay";
            case "OK" -> stem + " osk";
            case "TMI" -> "Tmi " + stem;
            default ->
                switch (random.nextInt(12)) {
                    case 0 -> "Oy " + stem + " Ab";
                    case 1 -> "Ab " + stem + " Oy";
                    default -> stem + " Oy";
                };
        };
    }

    private @Nullable String formerName(String form) {
        return random.nextInt(9) == 0 ? withForm(any(STEMS) + ' ' + any(TRADES), form) : null;
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Lower case, without accents, with nothing but letters, digits and hyphens. */
    static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return NOT_PLAIN.matcher(plain).replaceAll("-");
    }
}
