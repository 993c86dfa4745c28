package fi.rekisterihub.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names as common as they are in Finland (Digital and Population Data Services Agency, CC BY 4.0). */
final class FinnishNames {

    private final Weighted women;
    private final Weighted men;
    private final Weighted families;

    FinnishNames(Path folder) {
        women = new Weighted(folder.resolve("etunimitilasto-naiset-ensimmainen.csv"));
        men = new Weighted(folder.resolve("etunimitilasto-miehet-ensimmainen.csv"));
        families = new Weighted(folder.resolve("sukunimitilasto.csv"));
    }

    String given(boolean woman, RandomGenerator random) {
        return (woman ? women : men).pick(random);
    }

    String family(RandomGenerator random) {
        return families.pick(random);
    }

    private static final class Weighted {
        private final List<String> names = new ArrayList<>();
        private final List<Long> upTo = new ArrayList<>();
        private long all;

        private Weighted(Path file) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                lines.readLine();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int at = line.indexOf(';');
                    all += Long.parseLong(line.substring(at + 1).replaceAll("\\D", ""));
                    names.add(line.substring(0, at));
                    upTo.add(all);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String pick(RandomGenerator random) {
            long at = random.nextLong(all);
            int low = 0;
            int high = upTo.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (upTo.get(middle) > at) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return names.get(low);
        }
    }
}
