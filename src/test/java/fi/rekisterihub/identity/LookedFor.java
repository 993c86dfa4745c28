package fi.rekisterihub.identity;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was found in a register of the customer system, in the customer system's own keys: ids differ from hub to hub.
 *
 * @param links part and head of every link
 * @param events part, former head, head and cause of everything that was done
 */
public record LookedFor(List<String> links, List<String> events) {

    private static final String LINKS = """
            select p.key || ' is ' || h.key from entity_link l
              join source_record p on p.entity_id = l.part_id
              join source_record h on h.entity_id = l.head_id
             order by 1
            """;
    private static final String EVENTS = """
            select concat_ws(' ', p.key, b.key, a.key, e.cause) from identity_event e
              join source_record p on p.entity_id = e.part_id
              join source_record b on b.entity_id = e.head_before
              join source_record a on a.entity_id = e.head_after
             order by 1
            """;

    public static LookedFor in(JdbcClient jdbc) {
        return new LookedFor(
                jdbc.sql(LINKS).query(String.class).list(),
                jdbc.sql(EVENTS).query(String.class).list());
    }

    /** What a hub finds that nobody kills. */
    public static LookedFor undisturbed(String rows) {
        try (Sames sames = new Sames()) {
            sames.empty();
            sames.imported(rows);
            sames.lookedFor();
            return in(sames.jdbc);
        }
    }

    /** So many persons, and every tenth of them once more with slips of the pen. */
    public static String rowsOf(int persons) {
        Random random = new Random(20);
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < persons; number++) {
            String letters = random.ints(18, 'a', 'z')
                    .mapToObj(letter -> String.valueOf((char) letter))
                    .collect(Collectors.joining());
            String family = letters.substring(0, 9);
            String given = letters.substring(9, 14);
            String phone = "040%07d".formatted(1_000_000 + random.nextInt(9_000_000));
            String street = letters.substring(12) + "tie " + (1 + number % 50);
            String email = given + "." + family + "@koti.example";
            rows.append(Sames.row("C-" + number, family, given, email, phone, street));
            if (number % 10 == 0) {
                String slip = family.substring(0, 4) + family.substring(5);
                rows.append(Sames.row(
                        "D-" + number, slip, given, email.replace("koti", "kotu"), anotherEnd(phone), street));
            }
        }
        return rows.toString();
    }

    /** A slip in the last digit, so that no exact identifier decides while the file is read. */
    private static String anotherEnd(String phone) {
        char last = phone.charAt(phone.length() - 1);
        return phone.substring(0, phone.length() - 1) + (last == '9' ? '8' : (char) (last + 1));
    }
}
