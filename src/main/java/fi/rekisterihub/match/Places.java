package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Places that have a Finnish and a Swedish name: Åbo is Turku, and Mannerheimvägen is Mannerheimintie. */
final class Places {

    private static final Map<String, String> TOWNS = towns();

    /** Swedish ends of street names, longest first, with the Finnish ones; all end in n or t. */
    private static final String[][] STREETS = {
        {"esplanaden", "esplanadi"},
        {"promenaden", "puistotie"},
        {"stranden", "ranta"},
        {"gränden", "kuja"},
        {"stigen", "polku"},
        {"vägen", "tie"},
        {"gatan", "katu"},
        {"bågen", "kaari"},
        {"svängen", "kaarre"},
        {"parken", "puisto"},
        {"backen", "mäki"},
        {"torget", "tori"},
        {"ringen", "kehä"},
    };

    private Places() {}

    /** The Finnish name of a town, or the name as it is. */
    static String town(String name) {
        return TOWNS.getOrDefault(name, name);
    }

    /** With the end that the street has in Finnish; what stands before it is translated by nobody. */
    static String street(String name) {
        if (!name.endsWith("n") && !name.endsWith("t")) {
            return name;
        }
        for (String[] end : STREETS) {
            if (name.length() > end[0].length() && name.endsWith(end[0])) {
                return name.substring(0, name.length() - end[0].length()) + end[1];
            }
        }
        return name;
    }

    private static Map<String, String> towns() {
        Map<String, String> towns = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Places.class.getResourceAsStream("towns.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(';');
                towns.put(line.substring(at + 1), line.substring(0, at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The list of towns in two languages cannot be read.", e);
        }
        return Map.copyOf(towns);
    }
}
