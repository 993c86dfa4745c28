package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.FeedCommands;
import fi.rekisterihub.Finland;
import fi.rekisterihub.KeptSentences;
import fi.rekisterihub.intake.Deliveries;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opt-out lists in the layouts of the world, each by a mapping alone: what is read, believed and in force. */
class ListDeliveriesTest {

    private static final String REGISTER = "sofor-asiakasrekisteri";
    private static final String POST = "robinson-style-post";
    private static final String HASHES = "robinson-style-hashes";
    private static final LocalDate TODAY = Finland.today();

    /** Numbers of twelve places and nothing else, as the British list has them, with the day in the file's name. */
    private static final String TPS = """
            feed: tps-style
            record: optout
            content:
              type: fixed
              charset: ISO-8859-1
              columns: [{name: number, length: 12}]
              full: true
            list:
              version: {place: file-name, pattern: '(\\d{8})', form: uuuuMMdd}
              maximum-age: 28d
            key: number
            fields:
              channel: "'phone'"
              phone: $phone(number)
            """;
    /** Hashes of 20 bytes and nothing else, as the Austrian list had them. */
    private static final String ECG = """
            feed: ecg-style
            record: optout
            content:
              type: hashes
              length: 20
              full: true
            list:
              version: {place: file-name, pattern: '(\\d{8})', form: uuuuMMdd}
              hash:
                email: {algorithm: SHA-1, form: lower, charset: ISO-8859-1}
            key: hash
            fields:
              channel: "'email'"
              emailHash: hash
            """;
    /** Changes with a mark for what is added and deleted, as the American list has them, the day in each row. */
    private static final String CALLS = """
            feed: calls-style
            record: optout
            content:
              type: csv
              columns: [number, mark, day]
            list:
              version: {place: field, field: day}
              step: 7d
            key: number
            fields:
              entry: "mark = 'A' ? 'add' : mark = 'D' ? 'remove' : mark"
              channel: "'phone'"
              phone: $phone(number)
            """;
    /** Whole lists and changes to them in one feed, told apart by the file's name. */
    private static final String BOTH = """
            feed: both-style
            record: optout
            content:
              type: csv
              columns: [mark, email]
              full: true
            list:
              version: {place: file-name, pattern: '(\\d{4}-\\d\\d-\\d\\d)'}
              changes: {place: file-name, pattern: changes}
              step: 1d
            key: email
            fields:
              entry: "mark = 'X' ? 'remove'"
              channel: "'email'"
              email: email
            """;

    private static QuietHub hub;
    private JdbcClient jdbc;
    private Imports imports;

    @BeforeAll
    static void start() throws IOException {
        Path home = TestHome.copyOfShipped();
        Files.writeString(home.resolve("mappings/tps-style.yaml"), TPS);
        Files.writeString(home.resolve("mappings/ecg-style.yaml"), ECG);
        Files.writeString(home.resolve("mappings/calls-style.yaml"), CALLS);
        Files.writeString(home.resolve("mappings/both-style.yaml"), BOTH);
        Path profile = home.resolve("mappings/registers/" + REGISTER + ".yaml");
        List<String> lists = List.of("dma-optout", POST, HASHES, "tps-style", "ecg-style", "calls-style", "both-style");
        String sources = lists.stream()
                .skip(1)
                .map(list -> "  - {feed: %s, kind: list, text: {fi: Lista, sv: Lista, en: List}}\n".formatted(list))
                .collect(Collectors.joining());
        Files.writeString(
                profile,
                Files.readString(profile)
                        .replace("\nopt-out-lists: [dma-optout]", sources + "\nopt-out-lists: " + lists));
        hub = QuietHub.start(home, FreshDatabase.url());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void nobodyIsKnown() {
        jdbc = hub.get(JdbcClient.class);
        imports = new Imports(hub);
        imports.emptyRegister();
    }

    @Test
    @DisplayName(
            "SM2 a list of fixed width with '#' binds by name and address, also at the address that somebody has left")
    void fixedWidthListBindsByNameAndAddress() {
        long now = person(1, null, null, "Mäkelä", "Aino", "Karakaari 7", "02610");
        long before = person(2, null, null, "Mäkelä", "Aino", "Koivukuja 1 A 2", "00100");
        long other = person(3, null, null, "Mäkelä", "Aino", "Muu katu 1", "00100");

        run(
                POST,
                null,
                post(
                        TODAY.minusDays(1),
                        "Mäkelä,Aino|Karakaari 7|02610 ESPOO",
                        "Mäkelä,Aino|Koivukuja 1 A 2|00100 HELSINKI|*"));

        assertThat(last()).isEqualTo("done null 2 applied");
        assertThat(may(now, "post")).isFalse();
        assertThat(may(before, "post")).isFalse();
        assertThat(may(other, "post")).isTrue();
        assertThat(list(POST).versionDate()).isEqualTo(TODAY.minusDays(1));
        assertThat(list(POST).stale()).isFalse();
    }

    @Test
    void listThatIsTooOldWhenItComesIsRefusedAndLiftsNothing() {
        long bound = person(1, null, null, "Mäkelä", "Aino", "Karakaari 7", "02610");
        run(POST, null, post(TODAY.minusDays(40), "Mäkelä,Aino|Karakaari 7|02610 ESPOO"));
        assertThat(last())
                .startsWith("refused The list is of " + TODAY.minusDays(40))
                .contains("older than 31 days");
        assertThat(may(bound, "post")).isTrue();

        run(POST, null, post(TODAY, "Mäkelä,Aino|Karakaari 7|02610 ESPOO"));
        run(POST, null, post(TODAY.minusDays(2), "Muu,Eero|Katu 1|00100 HELSINKI"));

        assertThat(last())
                .startsWith("refused The list is of " + TODAY.minusDays(2))
                .contains("has been applied already");
        assertThat(may(bound, "post")).isFalse();
        assertThat(list(POST).versionDate()).isEqualTo(TODAY);
    }

    @Test
    void listThatSaysNoDayOrOneToComeIsNotBelieved() {
        run(POST, null, post(TODAY, "Mäkelä,Aino|Karakaari 7|02610 ESPOO").replaceFirst("^[^\n]*", "julkaistu tänään"));
        assertThat(last()).startsWith("failed The list does not say of which day it is: what stands above the records");

        run(POST, null, post(TODAY.plusDays(3), "Mäkelä,Aino|Karakaari 7|02610 ESPOO"));
        assertThat(last()).startsWith("refused The list says that it is of").contains("has not come yet");

        run("tps-style", null, "09 555 0111 \n");
        assertThat(last()).contains("the file came without a name");
        assertThat(inForce()).isZero();
    }

    @Test
    void listInUseIsShownAsStaleWhenItsDayHasPassed() {
        run("tps-style", "tps-" + day(TODAY) + ".dat", number("095550111"));
        assertThat(list("tps-style").stale()).isFalse();

        jdbc.sql("update optout_list set version_date = :day where name = 'tps-style'")
                .param("day", TODAY.minusDays(29))
                .update();

        assertThat(list("tps-style").stale()).isTrue();
        assertThat(list("tps-style").age().toDays()).isBetween(28L, 30L);
    }

    @Test
    void sameListAgainIsAsFreshAsItSays() {
        run("tps-style", "tps-" + day(TODAY.minusDays(9)) + ".dat", number("095550111"));
        run("tps-style", "tps-" + day(TODAY.minusDays(1)) + ".dat", number("095550111"));

        assertThat(last()).isEqualTo("done null 0 applied");
        assertThat(list("tps-style").versionDate()).isEqualTo(TODAY.minusDays(1));
    }

    @Test
    void numbersOfFixedWidthAreReadWithAndWithoutSpaces() {
        long bound = person(1, null, "095550111", null, null, null, null);
        long also = person(2, null, "+358505550122", null, null, null, null);

        run("tps-style", "tps-" + day(TODAY) + ".dat", number("09   5550111") + number("0505550122"));

        assertThat(may(bound, "phone")).isFalse();
        assertThat(may(also, "phone")).isFalse();
    }

    @Test
    void shrunkenListWaitsForAPersonAndLiftsNothing() {
        String all = IntStream.range(0, 200)
                .mapToObj(i -> number("0505550%03d".formatted(i)))
                .collect(Collectors.joining());
        run("tps-style", "tps-" + day(TODAY.minusDays(1)) + ".dat", all);

        run("tps-style", "tps-" + day(TODAY) + ".dat", all.substring(0, all.length() / 2));

        assertThat(last()).startsWith("braked");
        assertThat(inForce()).isEqualTo(200);
        assertThat(list("tps-style").versionDate()).isEqualTo(TODAY.minusDays(1));
    }

    @Test
    @DisplayName("a list of hashes binds whoever has the address, also who comes or changes after the list")
    void hashedListBindsWhoComesLater() {
        run(HASHES, null, hashes(TODAY, 2, "02" + "Aino.Mäkelä@posti.example".toLowerCase(), "04" + "00358505550123"));
        assertThat(last()).isEqualTo("done null 2 applied");

        long added = person(1, " Aino.MÄKELÄ@posti.example", null, null, null, null, null);
        long changed = person(2, null, "0505550199", null, null, null, null);
        assertThat(may(added, "email")).isFalse();
        assertThat(may(added, "phone")).isTrue();
        assertThat(may(changed, "phone")).isTrue();
        jdbc.sql("update person set phone = '050 555 0123' where id = 2").update();
        assertThat(may(changed, "phone")).isFalse();
        jdbc.sql("update person set phone = '050 555 0124' where id = 2").update();
        assertThat(may(changed, "phone")).isTrue();
    }

    @Test
    @DisplayName("an entry of a whole domain binds every address of it, also that of who comes or changes later")
    void entryOfADomainBindsEveryAddressOfIt() {
        long bound = person(1, "Aino@Yritys.Example", null, null, null, null, null);
        long below = person(2, "aino@posti.yritys.example", null, null, null, null, null);
        long alike = person(3, "aino@muuyritys.example", null, null, null, null, null);
        long foreign = person(4, "aino@xn--yrits-mua.example", null, null, null, null, null);
        run("both-style", "all-" + TODAY + ".csv", "P;@yritys.example\nP;*@yrit\u00e4s.example\nP;@\nP;@yritys\n");

        assertThat(last()).isEqualTo("done null 2 applied");
        assertThat(texts("select reason from parked"))
                .containsOnly("The entry names nobody: a readable number, a whole address or a domain is missing.")
                .hasSize(2);
        assertThat(may(bound, "email")).isFalse();
        assertThat(may(bound, "phone")).isTrue();
        assertThat(may(below, "email")).as("a domain below is another").isTrue();
        assertThat(may(alike, "email")).isTrue();
        jdbc.sql("update person set email = :email where id = 4")
                .param("email", "aino@" + java.net.IDN.toASCII("yrit\u00e4s.example"))
                .update();
        assertThat(may(foreign, "email")).isFalse();
        jdbc.sql("update person set email = 'eero@yritys.example' where id = 3").update();
        assertThat(may(alike, "email")).isFalse();

        run("both-style", "changes-" + TODAY + ".csv", "X;@yritys.example\n");
        assertThat(may(bound, "email")).isTrue();
    }

    @Test
    void hashOfADomainBindsEveryAddressOfIt() {
        long bound = person(1, "Aino@Yritys.Example", null, null, null, null, null);
        long other = person(2, "aino@muu.example", null, null, null, null, null);

        run(HASHES, null, hashes(TODAY, 1, "02@yritys.example"));

        assertThat(may(bound, "email")).isFalse();
        assertThat(may(other, "email")).isTrue();
    }

    @Test
    void hashesAreKeptInNoFormThatCouldBeTriedOut() {
        run(HASHES, null, hashes(TODAY, 1, "0400358505550123"));

        assertThat(jdbc.sql("select subject_key from optout_entry")
                        .query(String.class)
                        .single())
                .doesNotContain(hex("0400358505550123"));
    }

    @Test
    void joinedHashesOfTwentyBytesBindWhoeverHasTheAddress() {
        long bound = person(1, "Åke@Posti.Example", null, null, null, null, null);
        long domain = person(2, "eero@yritys.example", null, null, null, null, null);
        long other = person(3, "aino@muu.example", null, null, null, null, null);
        String list = joined("åke@posti.example", "@yritys.example");

        run("ecg-style", "ecg-" + day(TODAY.minusDays(1)) + ".hash", list);

        assertThat(last()).isEqualTo("done null 2 applied");
        assertThat(may(bound, "email")).isFalse();
        assertThat(may(domain, "email")).isFalse();
        assertThat(may(other, "email")).isTrue();

        run("ecg-style", "ecg-" + day(TODAY) + ".hash", joined("aino@muu.example") + list);
        assertThat(last()).as("what stood there before is the same").isEqualTo("done null 1 applied");
        assertThat(may(other, "email")).isFalse();
    }

    @Test
    void joinedHashesThatWereCutOrAreTextChangeNothing() {
        long bound = person(1, "aino@posti.example", null, null, null, null, null);
        run("ecg-style", "ecg-" + day(TODAY.minusDays(1)) + ".hash", joined("aino@posti.example"));
        String many =
                joined(IntStream.range(0, 3_000).mapToObj(i -> i + "@a.example").toArray(String[]::new));

        run("ecg-style", "ecg-" + day(TODAY) + ".hash", many.substring(0, many.length() - 3));
        assertThat(last())
                .startsWith(
                        "failed The file has 59997 bytes, which is no multiple of 20, the length of one hash: it was");
        assertThat(KeptSentences.in(
                        "fi",
                        texts("select message from run order by id desc limit 1")
                                .get(0)))
                .startsWith("Tiedostossa on 59997 tavua, mikä ei ole jaollinen yhden tiivisteen pituudella 20:");
        run("ecg-style", "ecg-" + day(TODAY) + ".hash", "<html>Down today</html>\n".repeat(5));
        assertThat(last()).startsWith("failed The file is text, where the mapping says hashes as bytes.");
        run("ecg-style", "ecg-" + day(TODAY) + ".hash", "");
        assertThat(last()).startsWith("failed The file is empty, and a list of hashes has at least one.");

        assertThat(may(bound, "email")).isFalse();
        assertThat(inForce()).isEqualTo(1);
    }

    @Test
    void listWhoseNumberOfRecordsIsWrongFailsAndLiftsNothing() {
        long bound = person(1, "aino@posti.example", null, null, null, null, null);
        run(HASHES, null, hashes(TODAY.minusDays(1), 2, "02aino@posti.example", "02eero@posti.example"));

        run(HASHES, null, hashes(TODAY, 2, "02eero@posti.example"));
        assertThat(last())
                .startsWith(
                        "failed The list says that it has 2 records, and 1 came. Nothing was changed; have it sent again.");
        run(HASHES, null, "02;" + hex("02eero@posti.example") + "\n");
        assertThat(last()).startsWith("failed The file ends without its last line");

        assertThat(may(bound, "email")).isFalse();
        assertThat(inForce()).isEqualTo(2);
    }

    @Test
    void changesAddAndRemoveAndSayNothingOfTheRest() {
        long kept = person(1, null, "0505550101", null, null, null, null);
        long lifted = person(2, null, "0505550102", null, null, null, null);
        run(
                "calls-style",
                null,
                call("0505550101", "A", TODAY.minusDays(2)) + call("0505550102", "A", TODAY.minusDays(2)));
        assertThat(may(lifted, "phone")).isFalse();

        run(
                "calls-style",
                null,
                call("0505550102", "D", TODAY) + call("0505550109", "D", TODAY) + call("0505550103", "?", TODAY));

        assertThat(last()).isEqualTo("done null 2 applied");
        assertThat(texts("select reason from parked"))
                .containsExactly("The mapping gives neither 'add' nor 'remove' for this record.");
        assertThat(may(kept, "phone")).isFalse();
        assertThat(may(lifted, "phone")).isTrue();

        run("calls-style", null, call("0505550102", "A", TODAY));
        assertThat(may(lifted, "phone")).isFalse();
    }

    @Test
    void changesThatAreOlderThanTheLastOrSkipSomeAreRefused() {
        run("calls-style", null, call("0505550101", "A", TODAY.minusDays(1)));

        run("calls-style", null, call("0505550101", "D", TODAY.minusDays(5)));
        assertThat(last()).startsWith("refused").contains("has been applied already");
        assertThat(inForce()).isEqualTo(1);

        jdbc.sql("update run set version_date = current_date - 20").update();
        run("calls-style", null, call("0505550102", "A", TODAY));
        assertThat(last()).startsWith("refused These changes are of").contains("some between them are missing");
    }

    @Test
    void changesThatWaitedForAPersonTakeNothingBackThatLaterOnesTold() {
        long later = person(1, null, "0505550003", null, null, null, null);
        long released = person(2, null, "0505550004", null, null, null, null);
        String all = IntStream.range(0, 200)
                .mapToObj(i -> call("0505550%03d".formatted(i), "A", TODAY.minusDays(4)))
                .collect(Collectors.joining());
        run("calls-style", null, all);
        run(
                "calls-style",
                null,
                IntStream.range(0, 6)
                        .mapToObj(i -> call("0505550%03d".formatted(i), "D", TODAY.minusDays(2)))
                        .collect(Collectors.joining()));
        run("calls-style", null, call("0505550003", "A", TODAY));

        jdbc.sql("update run set status = 'queued', released_by = 'officer', brake = null where status = 'braked'")
                .update();
        imports.executeAll();

        assertThat(texts("select status from run order by id")).containsExactly("done", "done", "done");
        assertThat(may(later, "phone")).isFalse();
        assertThat(may(released, "phone")).isTrue();
    }

    @Test
    void changesThatTakeAwayManyEntriesWaitForAPerson() {
        String all = IntStream.range(0, 200)
                .mapToObj(i -> call("0505550%03d".formatted(i), "A", TODAY.minusDays(1)))
                .collect(Collectors.joining());
        run("calls-style", null, all);

        run(
                "calls-style",
                null,
                all.lines()
                        .limit(5)
                        .map(row -> row.replace(";A;", ";D;") + "\n")
                        .collect(Collectors.joining()));

        assertThat(last()).startsWith("braked");
        assertThat(inForce()).isEqualTo(200);
    }

    @Test
    void wholeListsAndChangesComeInOneFeed() {
        run("both-style", "changes-" + TODAY + ".csv", "P;aino@posti.example\n");
        assertThat(last()).startsWith("refused These are changes to a list that has not come yet");

        run("both-style", "all-" + TODAY.minusDays(1) + ".csv", "P;aino@posti.example\nP;eero@posti.example\n");
        run("both-style", "changes-" + TODAY + ".csv", "P;uusi@posti.example\n");
        assertThat(inForce()).as("changes never count absence").isEqualTo(3);

        jdbc.sql("update run set version_date = version_date - 1").update();
        run("both-style", "all-" + TODAY + ".csv", "P;aino@posti.example\nP;eero@posti.example\n");
        assertThat(last()).as("one of three is a small list").startsWith("done");
        assertThat(inForce()).isEqualTo(2);
    }

    @Test
    void previewSaysWhatTheRunWouldSay(@TempDir Path folder) throws IOException {
        Path old = Files.writeString(
                folder.resolve("list.dat"),
                post(TODAY.minusDays(40), "Aalto,Aino|Karakaari 7|02610 ESPOO"),
                StandardCharsets.ISO_8859_1);
        assertThat(preview(POST, old)).contains("This run would be refused: The list is of " + TODAY.minusDays(40));

        run("both-style", "all-" + TODAY.minusDays(1) + ".csv", "P;aino@posti.example\nP;eero@posti.example\n");
        Path changes = Files.writeString(folder.resolve("changes-" + TODAY + ".csv"), "P;uusi@posti.example\n");
        assertThat(preview("both-style", changes))
                .contains("new opt-outs (email)")
                .doesNotContain("no longer in the delivery", "refused:", "brake");
        assertThat(inForce()).isEqualTo(2);
    }

    private static String preview(String feed, Path file) {
        return String.join(
                "\n",
                hub.get(FeedCommands.class).preview(feed, Optional.of(file), 10).lines());
    }

    private void run(String feed, @Nullable String fileName, String content) {
        hub.get(Deliveries.class)
                .fromFile(
                        feed,
                        "test",
                        fileName,
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)));
        imports.executeAll();
    }

    private String last() {
        return texts("select status || ' ' || coalesce(message, 'null') || ' ' || applied || ' applied' from run"
                        + " order by id desc limit 1")
                .get(0);
    }

    private long inForce() {
        return jdbc.sql("select count(*) from optout_entry where ended_at is null")
                .query(Long.class)
                .single();
    }

    private PermissionReader.OptOutListView list(String name) {
        return hub.get(PermissionReader.class).lists().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean may(long person, String channel) {
        return hub.get(PermissionStates.class).of(person).stream()
                .noneMatch(state -> state.channel().equals(channel) && state.permission() == Permission.PROHIBITED);
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private long person(
            long id,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String street,
            @Nullable String postalCode) {
        SubjectKeys keys = hub.get(SubjectKeys.class);
        jdbc.sql("""
                insert into person (id, register_id, email, phone, email_key, phone_key, post_key)
                values (:id, :register, :email, :phone, :emailKey, :phoneKey, :postKey)
                """)
                .param("id", id)
                .param("register", REGISTER)
                .param("email", email, java.sql.Types.VARCHAR)
                .param("phone", phone, java.sql.Types.VARCHAR)
                .param("emailKey", keys.email(email), java.sql.Types.VARCHAR)
                .param("phoneKey", keys.phone(phone), java.sql.Types.VARCHAR)
                .param("postKey", keys.post(familyName, givenName, street, postalCode), java.sql.Types.VARCHAR)
                .update();
        return id;
    }

    /** @param entries name, address, district and perhaps a mark, with bars between */
    private static String post(LocalDate day, String... entries) {
        String rows = Stream.of(entries)
                .map(entry -> {
                    String[] parts = entry.split("\\|");
                    return "%-34s#%-34s#%-34s#%-25s#%-3s#%-4s#%-4s#%-4s#%-2s\n"
                            .formatted(
                                    parts[0], parts[1], "", parts[2], parts.length > 3 ? parts[3] : "", "", "", "", "");
                })
                .collect(Collectors.joining());
        return day.format(DateTimeFormatter.ofPattern("dd.MM.uuuu")) + "\nNAME\n" + rows;
    }

    private static String hashes(LocalDate day, int count, String... values) {
        return Stream.of(values)
                        .map(value -> value.substring(0, 2) + ";" + hex(value) + "\n")
                        .collect(Collectors.joining())
                + "END;%s;%d\n".formatted(day, count);
    }

    private static String number(String number) {
        return "%-12s\r\n".formatted(number);
    }

    private static String call(String number, String mark, LocalDate day) {
        return "%s;%s;%s\n".formatted(number, mark, day);
    }

    private static String day(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** As bytes, each in the character of its number. */
    private static String joined(String... addresses) {
        StringBuilder bytes = new StringBuilder();
        for (String address : addresses) {
            bytes.append(new String(
                    digest("SHA-1", address.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1));
        }
        return bytes.toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
