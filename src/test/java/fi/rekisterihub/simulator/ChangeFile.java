package fi.rekisterihub.simulator;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** The population register's older change file, one line an event (format: {@code docs/formats.md}). */
public final class ChangeFile {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String NO_DAY = "00000000";

    private final StringBuilder lines = new StringBuilder();

    /** A move to an address in Finland. */
    public ChangeFile moved(String number, LocalDate day, WorldAddress address) {
        return event(number, "XSS", day, 1, home(day, address));
    }

    /** A name as it is from this day on. */
    public ChangeFile named(String number, LocalDate day, String familyName, String givenNames) {
        return event(number, "XBL", day, 1, "0041%-100s%-100s%s |".formatted(familyName, givenNames, NO_DAY));
    }

    /** A move whose line says that it has two groups, and breaks off after the first. */
    public ChangeFile brokenOff(String number, LocalDate day, WorldAddress address) {
        return event(number, "XSS", day, 2, home(day, address));
    }

    private ChangeFile event(String number, String event, LocalDate day, int groups, String text) {
        lines.append("%s%s%s01%02d|%s\r\n".formatted(number, event, DAY.format(day), groups, text));
        return this;
    }

    private static String home(LocalDate day, WorldAddress address) {
        int flat = address.apartment().isEmpty() ? 0 : Integer.parseInt(address.apartment());
        return "1011%-100s%-100s%-7s%-1s%03d %s%s%s|"
                .formatted(
                        address.street(),
                        address.streetSwedish(),
                        address.number(),
                        address.entrance(),
                        flat,
                        address.postalCode(),
                        DAY.format(day),
                        NO_DAY);
    }

    public byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
