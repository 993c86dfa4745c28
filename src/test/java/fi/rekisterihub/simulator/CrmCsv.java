package fi.rekisterihub.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The controller's own export of persons, feed {@code crm-person}: UTF-8, semicolons, a header, one person a line. As
 * in any customer system some fields are empty, phone numbers are written in several ways, a few are out of date, and
 * a title may hold a semicolon.
 */
public final class CrmCsv {

    static final @Nullable String[] HEADER = {
        "customer_id",
        "family_name",
        "given_name",
        "title",
        "email",
        "phone",
        "street",
        "postal_code",
        "city",
        "country",
        "language",
        "birth_year",
        "business_id",
        "duty"
    };

    private CrmCsv() {}

    public static byte[] of(World world) {
        var bytes = new ByteArrayOutputStream();
        write(world, bytes);
        return bytes.toByteArray();
    }

    /** Some contacts only, in the same columns. */
    public static byte[] of(List<WorldPerson> persons) {
        var bytes = new ByteArrayOutputStream();
        write(persons, bytes);
        return bytes.toByteArray();
    }

    /** Does not close {@code out}. */
    public static void write(World world, OutputStream out) {
        write(world.persons().stream().filter(WorldPerson::inCrm).toList(), out);
    }

    private static void write(List<WorldPerson> persons, OutputStream out) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv.line(writer, HEADER);
            for (WorldPerson person : persons) {
                Csv.line(writer, fields(person));
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String[] fields(WorldPerson person) {
        int n = person.number();
        return new @Nullable String[] {
            person.customerId(),
            person.familyName(),
            person.givenName(),
            n % 211 == 7 ? person.title() + "; vienti" : person.title(),
            n % 20 == 3 ? "" : person.email(),
            n % 12 == 5 ? "" : asTyped(phoneInCrm(person), n),
            person.address().streetLine(),
            person.address().postalCode(),
            n % 9 == 4
                    ? person.address().city().toUpperCase(Locale.ROOT)
                    : person.address().city(),
            "FI",
            person.language(),
            n % 5 < 2 ? String.valueOf(person.birthYear()) : "",
            person.businessId(),
            person.leader() ? "toimitusjohtaja" : "yhteyshenkilö"
        };
    }

    /** Every second person forgets to tell the customer system of a new number. */
    private static String phoneInCrm(WorldPerson person) {
        String former = person.formerPhone();
        return former == null || person.number() % 2 == 0 ? person.phone() : former;
    }

    private static String asTyped(String phone, int n) {
        String national = '0' + phone.substring(4);
        return switch (n % 5) {
            case 0 -> phone;
            case 1 -> national;
            case 2 -> national.substring(0, 3) + ' ' + national.substring(3, 6) + ' ' + national.substring(6);
            case 3 -> "+358 (0)" + national.substring(1, 3) + ' ' + national.substring(3);
            default -> national.substring(0, 3) + '-' + national.substring(3);
        };
    }
}
