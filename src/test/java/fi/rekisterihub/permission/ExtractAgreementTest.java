package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mapping.HashScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The extract asks of a whole register at once what {@link PermissionStates} answers of one person. Registers are filled at
 * random with everything that can be said, and both must say the same of everybody.
 */
class ExtractAgreementTest {

    private static final List<String> CHANNELS = List.of("email", "phone");
    private static final List<String> SCOPES = List.of("*", "newsletter:events");
    private static final int PERSONS = 40;
    private static final int SEEDS = 9;

    private final PermissionBench bench = new PermissionBench();
    private final Instant now = Instant.now();

    @Test
    @DisplayName("rule 1: whoever may not be contacted is in no extract, and whoever may is")
    void saysTheSameOfEverybody() {
        // In one transaction, which is one connection: each question by one of its own would take minutes.
        List<Integer> sizes = bench.transaction.execute(status ->
                LongStream.rangeClosed(1, SEEDS).boxed().flatMap(this::compare).toList());

        assertThat(sizes).filteredOn(size -> size == 0).hasSizeLessThan(SEEDS);
        assertThat(sizes.stream().mapToInt(size -> size).average().orElse(0)).isBetween(PERSONS * 0.1, PERSONS * 0.9);
    }

    private Stream<Integer> compare(long seed) {
        String register = seed % 3 == 0 ? People.REGISTER : "register-" + seed;
        fill(register, new Random(seed), seed);
        return CHANNELS.stream().flatMap(channel -> SCOPES.stream().map(scope -> {
            Set<Long> permitted = permitted(register, channel, scope);
            assertThat(extracted(register, channel, scope))
                    .as("seed %d, %s, %s", seed, channel, scope)
                    .isEqualTo(permitted);
            return permitted.size();
        }));
    }

    private void fill(String register, Random random, long seed) {
        List<String> emails = new ArrayList<>();
        List<Long> persons = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            String email = "seed%d.%d@example.fi".formatted(seed, random.nextInt(PERSONS));
            emails.add(email);
            persons.add(bench.people.add(
                    register,
                    random.nextInt(8) == 0 ? null : email,
                    random.nextInt(3) == 0 ? null : phone(seed, random.nextInt(PERSONS))));
        }
        for (int i = 0; i < PERSONS / 4; i++) {
            long one = persons.get(random.nextInt(PERSONS));
            long other = persons.get(random.nextInt(PERSONS));
            link(register, Math.min(one, other), Math.max(one, other), ago(random));
        }
        for (int i = 0; i < PERSONS; i++) {
            act(register, random, persons, emails, seed + "/" + i);
        }
        for (int i = 0; i < PERSONS / 8; i++) {
            String key = seed + "/" + i;
            bench.lists.apply("dma-optout", 1, List.of(listed(random, seed, emails, key)), List.of());
            set(random.nextBoolean() ? "deceased_at" : "restricted_at", persons.get(random.nextInt(PERSONS)));
            move(persons.get(random.nextInt(PERSONS)), "moved%s@example.fi".formatted(key.replace('/', '.')));
        }
    }

    private void act(String register, Random random, List<Long> persons, List<String> emails, String key) {
        boolean grants = random.nextInt(3) == 0;
        // Nobody can permit who is not in the register.
        boolean byPerson = grants || random.nextBoolean();
        bench.ledger.record(new PermissionAct(
                "act:" + key,
                random.nextInt(3) == 0 ? null : register,
                PermissionAct.DIRECT_MARKETING,
                List.of("email", "phone", "*").get(random.nextInt(3)),
                List.of("*", "*", "newsletter:events").get(random.nextInt(3)),
                grants ? Permission.GRANTED : Permission.PROHIBITED,
                "link",
                true,
                byPerson ? Set.of(persons.get(random.nextInt(PERSONS))) : Set.of(),
                byPerson ? null : emails.get(random.nextInt(PERSONS)),
                null,
                Map.of(),
                ago(random)));
    }

    private static OptOutRow listed(Random random, long seed, List<String> emails, String key) {
        String email = emails.get(random.nextInt(PERSONS));
        HashScheme scheme = new HashScheme("SHA-256", HashScheme.Normal.LOWER, "", StandardCharsets.UTF_8);
        return random.nextBoolean()
                ? new OptOutRow(
                        key,
                        "phone",
                        false,
                        phone(seed, random.nextInt(PERSONS)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                : new OptOutRow(
                        key,
                        "email",
                        false,
                        null,
                        null,
                        new OptOutRow.HashedValue(
                                scheme.text(), scheme.of(email).orElseThrow()),
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    private Set<Long> extracted(String register, String channel, String scope) {
        Set<Long> persons = new TreeSet<>();
        bench.extracts.each(
                new PreparedExtract.Ready(new ExtractRequest(
                        register,
                        PermissionAct.DIRECT_MARKETING,
                        channel,
                        scope,
                        channel.equals("email") ? List.of("email") : List.of("phone"))),
                "",
                row -> persons.add(row.personId()));
        return persons;
    }

    /** Asked one by one; of those who are one only the first who can be reached. */
    private Set<Long> permitted(String register, String channel, String scope) {
        Set<Long> permitted = new TreeSet<>();
        Set<Long> spoken = new TreeSet<>();
        for (long person : bench.jdbc
                .sql("select id from person where register_id = :register and %s_key is not null order by id"
                        .formatted(channel))
                .param("register", register)
                .query(Long.class)
                .list()) {
            long head = bench.jdbc
                    .sql("select coalesce((select head_id from entity_link where part_id = :id), :id)")
                    .param("id", person)
                    .query(Long.class)
                    .single();
            if (spoken.add(head)
                    && bench.states.contact(person, PermissionAct.DIRECT_MARKETING, channel, scope)
                            instanceof Contact.Yes) {
                permitted.add(person);
            }
        }
        return permitted;
    }

    private void link(String register, long head, long part, Instant since) {
        if (head == part
                || bench.jdbc
                        .sql("select exists (select from entity_link where part_id in (:a, :b) or head_id = :b)")
                        .param("a", head)
                        .param("b", part)
                        .query(Boolean.class)
                        .single()) {
            return;
        }
        bench.jdbc
                .sql("insert into entity_link (part_id, head_id, register_id, since) values (?, ?, ?, ?)")
                .params(part, head, register, java.sql.Timestamp.from(since))
                .update();
    }

    private void move(long person, @Nullable String email) {
        bench.jdbc
                .sql("update person set email = ?, email_key = ? where id = ? and email is not null")
                .params(email, bench.keys.email(email), person)
                .update();
    }

    private void set(String column, long person) {
        bench.jdbc
                .sql("update person set %s = now() where id = ?".formatted(column))
                .param(person)
                .update();
    }

    private Instant ago(Random random) {
        return now.minus(Duration.ofHours(1 + random.nextInt(24 * 20)));
    }

    private static String phone(long seed, int number) {
        return "+358 40 %03d %04d".formatted(seed, number);
    }
}
