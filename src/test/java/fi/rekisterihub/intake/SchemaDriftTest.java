package fi.rekisterihub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.content.RecordReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a source sends otherwise than before is seen, told, and never dropped in silence. */
class SchemaDriftTest {

    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;
    private SchemaReader drifts;

    @BeforeAll
    static void start() {
        hub = QuietHub.shared();
        imports = new Imports(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        drifts = hub.get(SchemaReader.class);
        imports.emptyRegister();
    }

    @Test
    void theFirstDeliveryIsTheMeasureAndNoDrift() {
        crm("", rows(30, "Katu 1"));

        assertThat(open()).isEmpty();
        assertThat(texts(
                        "select path || ' ' || coalesce(type, '-') from schema_field where path in ('email', 'postal_code',"
                                + " 'birth_year') order by path"))
                .as("a code with a zero in front is no number")
                .containsExactly("birth_year -", "email text", "postal_code text");
    }

    @Test
    void aNewColumnIsShownWithALineForTheMapping() {
        crm("", rows(30, "Katu 1"));
        crm(";other_given_names;shoe_size", rows(30, "Katu 1").replace("\n", ";Eeva;42\n"));

        assertThat(open())
                .extracting(drift -> drift.kind() + " " + drift.path() + " " + drift.now() + ": " + drift.proposal())
                .containsExactlyInAnyOrder(
                        "new other_given_names text: otherGivenNames: other_given_names", "new shoe_size number: null");
        assertThat(texts("select status from run order by id desc limit 1")).containsExactly("done");
    }

    @Test
    void aColumnThatTheMappingReadsAndThatIsGoneStopsTheRunBeforeAnythingIsApplied() {
        crm("", rows(30, "Katu 1"));
        imports.file(
                "crm-person",
                Imports.CRM_HEADER.replace(";phone;", ";telefon;") + rows(30, "Tie 2"),
                StandardCharsets.UTF_8);

        assertThat(texts("select status || ': ' || brake from run order by id desc limit 1"))
                .containsExactly(
                        "braked: The field 'phone', which the mapping reads for 'phone', is in none of the 30 records"
                                + " looked at; before, 100 % had it. Ask the source, then release the run or mend the mapping.");
        assertThat(texts("select distinct street from person")).containsExactly("Katu 1");
        assertThat(open())
                .extracting(drift -> drift.kind() + " " + drift.path() + " " + drift.usedBy())
                .containsExactly("vanished phone [phone]", "new telefon []");

        long run = jdbc.sql("select max(id) from run").query(Long.class).single();
        hub.get(RunControl.class).release(run, "operator", "the source has none any more");
        imports.executeAll();
        assertThat(texts("select distinct street from person")).containsExactly("Tie 2");
        imports.file(
                "crm-person",
                Imports.CRM_HEADER.replace(";phone;", ";telefon;") + rows(30, "Tie 2"),
                StandardCharsets.UTF_8);
        assertThat(texts("select status from run order by id desc limit 1"))
                .as("released once, it is the new measure")
                .containsExactly("done");
    }

    @Test
    void aColumnThatNobodyReadsMayGoAndIsOnlyTold() {
        crm("", rows(30, "Katu 1"));
        imports.file(
                "crm-person",
                (Imports.CRM_HEADER + rows(30, "Katu 2"))
                        .replace(";birth_year;", ";")
                        .replace(";fi;;", ";fi;"),
                StandardCharsets.UTF_8);

        assertThat(texts("select status from run order by id desc limit 1")).containsExactly("done");
        assertThat(open())
                .extracting(drift -> drift.kind() + " " + drift.path())
                .containsExactly("vanished birth_year");
    }

    @Test
    void aFieldThatHoldsSomethingElseIsRetyped() {
        crm("", rows(30, "Katu 1").replace(";fi;;;", ";fi;1970;;"));
        crm("", rows(30, "Katu 2").replace(";fi;;;", ";fi;1.2.1970;;"));

        assertThat(open())
                .extracting(drift -> drift.kind() + " " + drift.path() + " " + drift.was() + "→" + drift.now())
                .containsExactly("retyped birth_year number→date");
    }

    @Test
    void whatIsIgnoredStaysIgnoredAndBothIsKeptWithName() {
        crm("", rows(30, "Katu 1"));
        crm(";shoe_size", rows(30, "Katu 1").replace("\n", ";42\n"));
        long id = open().get(0).id();

        assertThat(drifts.ignore("crm-person", id, "operator")).isTrue();
        assertThat(drifts.approve("crm-person", id, "operator"))
                .as("settled already")
                .isFalse();
        crm("", rows(30, "Katu 3"));
        crm(";shoe_size", rows(30, "Katu 1").replace("\n", ";42\n"));

        assertThat(drifts.list("crm-person", "ignored"))
                .extracting(SchemaReader.DriftView::path, SchemaReader.DriftView::settledBy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("shoe_size", "operator"));
        assertThat(open()).extracting(SchemaReader.DriftView::kind).containsExactly("vanished");
        assertThat(texts("select action from audit where action like 'schema%'"))
                .containsExactly("schema-ignored");
    }

    @Test
    void nestedFieldsAreNamedByTheirPathAndRareOnesAreNotMissedTooSoon() {
        SchemaWatch first = watch(IntStream.range(0, 100)
                .mapToObj(i -> Map.<String, Object>of(
                        "id",
                        i,
                        "names",
                        List.of(Map.of("name", "Oy " + i)),
                        "address",
                        i < 5 ? Map.of("street", "Katu") : Map.of("street", "Katu", "co", "c/o")))
                .toList());
        Map<String, SchemaDrift.Known> known = first.fields().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> new SchemaDrift.Known(
                                field.getValue().type(1).map(FieldType::word).orElse(null),
                                field.getKey().equals("address.co")
                                        ? 5
                                        : field.getValue().records(),
                                100,
                                0)));
        SchemaWatch second = watch(IntStream.range(0, 100)
                .mapToObj(i -> Map.<String, Object>of("id", i, "address", Map.of("street", "Katu")))
                .toList());

        assertThat(first.fields()).containsKeys("names", "names[].name", "address.street", "address.co");
        assertThat(SchemaDrift.between(known, second))
                .extracting(drift -> drift.kind() + " " + drift.path())
                .as("names as a whole, not each part of it; five in a hundred may be absent from the next hundred")
                .containsExactly("VANISHED names");
    }

    @Test
    void manyRecordsAreSampledAndNothingOfTheirValuesIsKept() {
        SchemaWatch watch = new SchemaWatch();
        RecordReader reader = watch.around(new RecordReader() {
            @Override
            public void read(RecordConsumer consumer) {
                for (long i = 1; i <= 50_000; i++) {
                    consumer.take(i, i, () -> "x", Map.of("a", "secret"), null);
                }
            }

            @Override
            public String dialect() {
                return "";
            }
        });

        reader.read((ordinal, line, raw, fields, bad) -> {});
        reader.read((ordinal, line, raw, fields, bad) -> {});

        assertThat(watch.records()).isBetween(1_000L, 1_100L);
        assertThat(watch.fields()).containsOnlyKeys("a");
    }

    private static SchemaWatch watch(List<Map<String, Object>> records) {
        SchemaWatch watch = new SchemaWatch();
        records.forEach(watch::see);
        return watch;
    }

    private void crm(String moreColumns, String rows) {
        imports.file("crm-person", Imports.CRM_HEADER.replace("\n", moreColumns + "\n") + rows, StandardCharsets.UTF_8);
    }

    private static String rows(int count, String street) {
        return Imports.persons(count, street);
    }

    private List<SchemaReader.DriftView> open() {
        return drifts.list("crm-person", "open");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
