package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Common given names, by which a given name is told from a surname beside it. */
final class GivenNames {

    private static final Set<String> KNOWN = known();

    private GivenNames() {}

    /** @param name in small letters */
    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    private static Set<String> known() {
        Set<String> names = new HashSet<>();
        try (InputStream in = Objects.requireNonNull(GivenNames.class.getResourceAsStream("given-names.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> names.addAll(List.of(line.split(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of given names cannot be read.", e);
        }
        return Set.copyOf(names);
    }
}
