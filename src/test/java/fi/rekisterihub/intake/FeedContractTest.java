package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.mapping.ContentFormat;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.mapping.Samples;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.support.FreshDatabase;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.SampleDelivery;
import fi.rekisterihub.support.TestHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every feed must do, whoever adds it: {@code mappings/<feed>.yaml}, samples good and bad, a route, and a delivery
 * made of the samples (or shipped beside them as {@code delivery.*}) that goes in, comes again, and has a bad record.
 */
class FeedContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WATCHED = "010180-999A";

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() {
        hub = QuietHub.start(TestHome.withAllRegisters(), FreshDatabase.url());
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Somebody whom the feeds that follow people can speak of. */
    @BeforeEach
    void onePersonIsKnown() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
        jdbc.sql("""
                insert into person (id, register_id, family_name, given_name, street, postal_code)
                values (1042, 'sofor-asiakasrekisteri', 'Entinen', 'Aino', 'Vanhatie 1', '00100')
                """).update();
        hub.get(Identities.class).follow(1042, IdentityNumber.parse(WATCHED).orElseThrow());
    }

    static Stream<String> feeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Those that come as deliveries; what comes as a hook has tests of its own. */
    static Stream<String> delivered() throws IOException {
        return feeds().filter(feed -> mapping(feed).kind() != RecordKind.PERMISSION);
    }

    @Test
    void noFeedIsForgotten() throws IOException {
        assertThat(delivered()).hasSizeGreaterThanOrEqualTo(7).contains("prh-company", "dvv-change", "people-monitor");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    @DisplayName("has a route, a description, a register that takes it, and samples")
    void isWhole(String feed) throws IOException {
        assertThat(Files.readString(Path.of("mappings", feed + ".yaml")))
                .as("a description that an operator can read")
                .containsPattern("(?m)^description: \\S+( \\S+){3,}");
        assertThat(routes())
                .as("a route that names the feed as which it is delivered")
                .anyMatch(route -> route.contains(mapping(feed).deliveredAs()));
        assertThat(samples(feed)).as("a sample that is used").anyMatch(sample -> !sample.parked());
        if (mapping(feed).kind() == RecordKind.COMPANY || mapping(feed).kind() == RecordKind.PERSON) {
            assertThat(hub.get(Profiles.class).takers(feed))
                    .as("a register whose profile lists it and holds some of its fields")
                    .isNotEmpty()
                    .allMatch(profile -> mapping(feed).targets().stream()
                            .anyMatch(profile.fields(mapping(feed).kind().word())::contains));
        }
        if (mapping(feed).kind() != RecordKind.PERMISSION) {
            assertThat(samples(feed))
                    .as("a sample of a record that cannot be used")
                    .anyMatch(Sample::parked);
        }
    }

    @ParameterizedTest
    @MethodSource("delivered")
    @DisplayName("a delivery goes in whole, every value leads back to it, and again it changes nothing")
    void goesInOnce(String feed) throws IOException {
        long first = imports.bytes(mapping(feed).deliveredAs(), good(feed, false));

        List<Map<String, Object>> runs = runs(first, feed);
        assertThat(runs).isNotEmpty().allSatisfy(run -> {
            assertThat(run).containsEntry("status", "done").containsEntry("parked", 0L);
            assertThat((Long) run.get("rows_in")).isPositive();
        });
        assertThat(runs).as("it does something").anyMatch(run -> (Long) run.get("applied") > 0);
        assertThat(count(
                        "select count(*) from change_set c left join run r on r.id = c.run_id where r.delivery_id is distinct from "
                                + first))
                .as("every change names a run over this delivery")
                .isZero();
        assertThat(count(
                        "select count(*) from source_record s left join run r on r.id = s.run_id where r.delivery_id is distinct from "
                                + first))
                .as("every record names a run over this delivery")
                .isZero();
        String register = register();

        long again = imports.bytes(mapping(feed).deliveredAs(), good(feed, true));

        assertThat(runs(again, feed)).isNotEmpty().allSatisfy(run -> assertThat(run)
                .containsEntry("status", "done")
                .containsEntry("unchanged", run.get("rows_in")));
        assertThat(register())
                .as("nothing has changed, in whatever order it came")
                .isEqualTo(register);
    }

    @ParameterizedTest
    @MethodSource("delivered")
    @DisplayName("a bad record in the middle is parked without a word of its content, and the others go on")
    void parksABadRecord(String feed) throws IOException {
        long delivery = imports.bytes(mapping(feed).deliveredAs(), withABadOne(feed));

        assertThat(runs(delivery, feed)).isNotEmpty().allSatisfy(run -> {
            assertThat(run).containsEntry("status", "done").containsEntry("parked", 1L);
            assertThat((Long) run.get("rows_in")).isGreaterThan(1);
        });
        assertThat(runs(delivery, feed)).anyMatch(run -> (Long) run.get("applied") > 0);
        List<String> values = new ArrayList<>();
        for (Map<String, Object> bad : records(feed, true)) {
            valuesIn(bad, values);
        }
        assertThat(texts("select reason from parked")).isNotEmpty().allSatisfy(reason -> assertThat(values)
                .as("'%s' repeats a value", reason)
                .noneMatch(reason::contains));
    }

    private static byte[] good(String feed, boolean reversed) throws IOException {
        Path shipped = shipped(feed, "delivery.");
        return shipped != null ? ofToday(shipped) : written(feed, reversed(records(feed, false), reversed));
    }

    private static byte[] withABadOne(String feed) throws IOException {
        Path shipped = shipped(feed, "delivery-bad.");
        if (shipped != null) {
            return ofToday(shipped);
        }
        List<Map<String, Object>> records = new ArrayList<>(records(feed, false));
        records.add(Math.min(1, records.size()), records(feed, true).get(0));
        return written(feed, records);
    }

    private static byte[] written(String feed, List<Map<String, Object>> records) {
        return SampleDelivery.in(mapping(feed).content()).of(records);
    }

    /** A list that says of which day it is would be too old one day; {@code {today:dd.MM.uuuu}} stands in its sample. */
    private static byte[] ofToday(Path delivery) throws IOException {
        String text = Files.readString(delivery, StandardCharsets.ISO_8859_1);
        return Pattern.compile("\\{today:([^}]+)}")
                .matcher(text)
                .replaceAll(form -> LocalDate.now().format(DateTimeFormatter.ofPattern(form.group(1))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For a form that cannot be made of samples, a delivery lies beside them. */
    private static @Nullable Path shipped(String feed, String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings/samples", feed))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Mapping mapping(String feed) {
        return hub.get(Mappings.class).get(feed);
    }

    /** Everything that is known, as one text. */
    private String register() {
        return String.join("\n", texts("select 'company ' || c::text from company c order by id"))
                + String.join("\n", texts("select 'person ' || p::text from person p order by id"))
                + String.join("\n", texts("select 'entry ' || o::text from optout_entry o order by id"))
                + count("select count(*) from change_set")
                + count("select count(*) from source_record");
    }

    /** A delivery may be read by the tables of several feeds; each answers for itself. */
    private List<Map<String, Object>> runs(long delivery, String feed) {
        return jdbc.sql("select status, rows_in, applied, unchanged, review, refused, parked from run"
                        + " where delivery_id = :id and feed = :feed")
                .param("id", delivery)
                .param("feed", feed)
                .query()
                .listOfRows();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> records(String feed, boolean parked) throws IOException {
        if (mapping(feed).content() instanceof ContentFormat.Population changes && !changes.fixed()) {
            // The table reads what the population reader makes of a change; the changes themselves lie beside.
            Path file = Path.of("mappings/samples", feed, parked ? "changes-bad.json" : "changes.json");
            return (List<Map<String, Object>>)
                    JSON.readValue(file.toFile(), Map.class).get("muutokset");
        }
        // Two samples of one thing are two moments of it, and a delivery holds one.
        Map<Object, Map<String, Object>> records = new LinkedHashMap<>();
        boolean whole = parked || mapping(feed).takesApart();
        samples(feed).stream()
                .filter(sample -> sample.parked() == parked)
                .forEach(sample -> records.put(whole ? sample : mapping(feed).key(sample.record()), sample.record()));
        return List.copyOf(records.values());
    }

    private static List<Map<String, Object>> reversed(List<Map<String, Object>> records, boolean reversed) {
        List<Map<String, Object>> list = new ArrayList<>(records);
        if (reversed) {
            Collections.reverse(list);
        }
        return list;
    }

    private static List<Sample> samples(String feed) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings/samples", feed))) {
            List<Sample> samples = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".in.json"))
                    .sorted()
                    .toList()) {
                @SuppressWarnings("unchecked")
                Map<String, Object> record = JSON.readValue(file.toFile(), Map.class);
                samples.add(new Sample(record, isParked(Samples.play(mapping(feed), record))));
            }
            return samples;
        }
    }

    private static boolean isParked(Map<String, Object> played) {
        return played.containsKey("parked")
                || (played.get("records") instanceof List<?> parts
                        && parts.stream().anyMatch(part -> part instanceof Map<?, ?> one && one.containsKey("parked")));
    }

    private static List<String> routes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            List<String> routes = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                routes.add(Files.readString(file));
            }
            return routes;
        }
    }

    /** Texts that could tell of somebody: not codes of a few letters, nor the names of fields. */
    private static void valuesIn(Object value, List<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> valuesIn(one, into));
        } else if (value instanceof List<?> list) {
            list.forEach(one -> valuesIn(one, into));
        } else if (value instanceof String text && text.length() > 3) {
            into.add(text);
        }
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private record Sample(Map<String, Object> record, boolean parked) {}
}
