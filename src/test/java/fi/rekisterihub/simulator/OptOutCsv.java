package fi.rekisterihub.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The association's list as a full file: ISO-8859-1, semicolons, a header. Format: {@code docs/formats.md}. */
public final class OptOutCsv {

    private OptOutCsv() {}

    public static byte[] of(List<OptOut> entries) {
        StringBuilder text = new StringBuilder();
        try {
            Csv.line(
                    text,
                    "kanava",
                    "puhelin",
                    "sukunimi",
                    "etunimi",
                    "katuosoite",
                    "postinumero",
                    "postitoimipaikka",
                    "voimassa_asti");
            for (OptOut entry : entries) {
                line(text, entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder text, OptOut entry) throws IOException {
        WorldAddress address = entry.address();
        Csv.line(
                text,
                entry.channel() == OptOut.Channel.PUHELIN ? "puhelin" : "posti",
                entry.phone() == null ? "" : '0' + entry.phone().substring(4),
                entry.familyName(),
                entry.givenName(),
                address == null ? "" : address.streetLine(),
                address == null ? "" : address.postalCode(),
                address == null ? "" : address.city().toUpperCase(java.util.Locale.ROOT),
                entry.validUntil().toString());
    }
}
