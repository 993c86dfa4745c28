package fi.rekisterihub.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Two opt-out lists in the layouts of the world (formats: {@code docs/formats.md}). As in any long list there is a
 * record that nobody can use.
 */
public final class RobinsonLists {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final String POST = "%-34s#%-34s#%-34s#%-25s#%-3s#%-4s#%-4s#%-4s#%-2s\r\n";

    private RobinsonLists() {}

    /** Who wants no post: lines of fixed width. The last of them is an estate, which has no forename. */
    public static byte[] post(LocalDate day, List<WorldPerson> people) {
        StringBuilder text = new StringBuilder(DAY.format(day)).append("\r\n");
        text.append(POST.formatted(
                "NAME", "ADDRESS", "PLACE", "POST CODE AND DISTRICT", "MRK", "MUN", "STR", "HOUS", "FL"));
        for (WorldPerson person : people) {
            text.append(row(person.familyName() + ',' + person.givenName(), person.address()));
        }
        if (!people.isEmpty()) {
            WorldPerson last = people.get(people.size() - 1);
            text.append(row(last.familyName() + " kuolinpesä", last.address()));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String row(String name, WorldAddress address) {
        String district = address.postalCode() + ' ' + address.city().toUpperCase(Locale.ROOT);
        return POST.formatted(name, address.streetLine(), "", district, "", "", "", address.number(), "");
    }

    /** Who wants no e-mail and no calls, as hashes. The last is of a kind that came after the list's description. */
    public static byte[] hashes(LocalDate day, List<WorldPerson> people) {
        StringBuilder text = new StringBuilder();
        for (WorldPerson person : people) {
            text.append("02;").append(hash("02" + person.email().toLowerCase(Locale.ROOT)));
            text.append("04;").append(hash("0400" + person.phone().substring(1)));
        }
        text.append("09;").append(hash("09"));
        return text.append("END;%s;%d\n".formatted(day, 2 * people.size() + 1))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + '\n';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
