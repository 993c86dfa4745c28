package fi.rekisterihub.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A {@code crm-person} file of any length, written without keeping it in memory. Row n is the same for the same seed;
 * with a changed share, that share of the rows (spread evenly, always the same ones) has a new phone and street, so
 * that the pair of share 0 and share 0.02 is two deliveries a day apart. {@code business_id} is left empty: a benchmark of
 * persons should not need the companies first.
 */
public final class BigCsv {

    private static final int CHANGES_OF_A_THOUSAND = 1_000;

    private BigCsv() {}

    /** @param changedShare from 0 (the first delivery) to 1 */
    public static void write(Path file, int rows, long seed, double changedShare) {
        int changed = (int) Math.round(changedShare * CHANGES_OF_A_THOUSAND);
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Csv.line(out, CrmCsv.HEADER);
            for (int row = 0; row < rows; row++) {
                // A multiplicative step spreads the changed rows over the file instead of bunching them.
                write(out, row, seed, (int) (row * 617L % CHANGES_OF_A_THOUSAND) < changed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, int row, long seed, boolean changed) throws IOException {
        var random = new SplittableRandom(seed * 31 + row);
        String language = random.nextInt(14) == 0 ? "sv" : "fi";
        String family = Vocabulary.familyName(language, random);
        String given = Vocabulary.givenName(language, random);
        WorldAddress address = Vocabulary.address(random);
        String birthYear = random.nextInt(3) == 0 ? "" : String.valueOf(1952 + random.nextInt(52));
        String title = Vocabulary.title(random).in(language);
        String key = String.valueOf(10_000_000 + row).substring(1);
        if (row % 20 == 0) {
            // As people write them: one value in a few is quoted.
            title = '"' + title + "\" (sij.)";
        }
        if (changed) {
            address = Vocabulary.address(random);
        }
        Csv.line(
                out,
                "B-" + key,
                family,
                given,
                title,
                CompanyMaker.folded(given) + '.' + CompanyMaker.folded(family) + '.' + row + "@iso.example",
                (changed ? "+35846" : "+35845") + '5' + key,
                address.streetLine(),
                address.postalCode(),
                address.city(),
                "FI",
                language,
                birthYear,
                "",
                "");
    }
}
