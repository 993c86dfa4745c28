package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.SOFOR;
import static fi.rekisterihub.subject.RequestGround.WHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.rekisterihub.identity.Pair;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.reconcile.Because;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.subject.Answers.Text;
import fi.rekisterihub.support.Imports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people are told of their data. */
class AnswersTest {

    private static RequestGround ground;
    private static Answers answers;
    private long person;

    @BeforeAll
    static void start() {
        ground = new RequestGround();
        answers = ground.hub.get(Answers.class);
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @BeforeEach
    void aino() {
        Imports imports = new Imports(ground.hub);
        imports.emptyRegister();
        imports.file(
                "crm-person",
                Imports.CRM_HEADER
                        + "C-1;Lehtimäki;Aino;Ostopäällikkö;aino@koivuranta.example;0505550101;Rantatie 5;33100;Tampere;FI;fi;;;\n");
        person = ground.jdbc
                .sql("select id from person where register_id = ?")
                .param(SOFOR)
                .query(Long.class)
                .single();
        correct("title", "Johtaja");
    }

    @ParameterizedTest
    @EnumSource(Text.class)
    @DisplayName("SK9 no text with the person's data is made before the identity is verified")
    void tellsNothingToWhoeverMayBeAnybody(Text text) {
        for (RequestKind kind : RequestKind.values()) {
            long request = ground.asks(kind, person);
            assertThatThrownBy(() -> answers.make(request, text, WHO)).isInstanceOf(RefusedStep.class);
            assertThat(ground.happened(request)).doesNotContain("disclosed");
        }
    }

    @Test
    void eachTextAnswersOnlyTheRequestThatAsksForIt() {
        long erasure = ground.asksAndIsKnown(RequestKind.ERASURE, person);
        long portability = ground.asksAndIsKnown(RequestKind.PORTABILITY, person);

        assertThatThrownBy(() -> answers.make(erasure, Text.ACCESS_PDF, WHO)).isInstanceOf(RefusedStep.class);
        assertThatThrownBy(() -> answers.make(portability, Text.ACCESS_JSON, WHO))
                .isInstanceOf(RefusedStep.class);
    }

    @Test
    @DisplayName("SK1 every value is exported with its source, the date of storing and the rule")
    void tellsOfEveryValueWhereItCameFrom() throws IOException {
        JsonNode report = json(known(RequestKind.ACCESS));

        JsonNode values = report.at("/parts/0/groups/0/values");
        assertThat(values).hasSizeGreaterThan(6).allSatisfy(value -> {
            assertThat(value.get("source").asText()).isIn("crm-person", "portal");
            assertThat(value.get("storedAt").asText())
                    .startsWith(LocalDate.now().getYear() + "-");
            assertThat(value.get("rule").asText()).isNotBlank();
        });
        assertThat(values).anySatisfy(value -> {
            assertThat(value.get("field").asText()).isEqualTo("title");
            assertThat(value.get("value").asText()).isEqualTo("Johtaja");
            assertThat(value.get("source").asText()).isEqualTo("portal");
        });
    }

    @Test
    @DisplayName("SA6 the access report tells history, recipients, permissions, retention, requests and who looked")
    void tellsEverythingElse() throws IOException {
        ground.requests.receive(RequestGround.objection(person, "direct-marketing", null), WHO);
        ground.jdbc
                .sql("insert into hub_user (name, password_hash, roles) values ('satu.salainen', 'x', '{steward}')"
                        + " on conflict do nothing")
                .update();
        ground.jdbc
                .sql("insert into audit (who, action, entity_id) values ('satu.salainen', 'person-viewed', ?)")
                .param(person)
                .update();
        ground.hub
                .get(Disclosures.class)
                .record(
                        new Disclosures.Act(
                                "test:1", Disclosures.What.AUTHORITY, "Poliisi", "Poliisilaki 4:3", List.of("phone")),
                        person,
                        WHO);
        JsonNode report = json(known(RequestKind.ACCESS));

        assertThat(report.get("history")).anySatisfy(change -> {
            assertThat(change.get("before").asText()).isEqualTo("Ostopäällikkö");
            assertThat(change.get("after").asText()).isEqualTo("Johtaja");
        });
        assertThat(report.at("/told/0/recipient").asText()).isNotBlank();
        assertThat(report.findValuesAsText("state")).contains("prohibited");
        assertThat(report.at("/retention/0/rule").asText()).contains("kolmeen vuoteen");
        assertThat(report.at("/purposes/0/basis").asText()).isEqualTo("contract");
        assertThat(report.get("requests")).hasSize(2);
        assertThat(report.at("/disclosures/0/ground").asText()).isEqualTo("Poliisilaki 4:3");
        assertThat(report.at("/looks/0/role").asText()).isEqualTo("tietojen ylläpitäjä");
        assertThat(report.toString()).doesNotContain("satu.salainen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fi | Sinua koskevat tiedot | tietosuojavaltuutetulle",
                "sv | Uppgifter om dig | dataombudsmannen",
                "en | The data held of you | Data Protection Ombudsman"
            })
    @DisplayName("SK8 the report is in the person's language and names the right to complain")
    void speaksThePersonsLanguage(String language, String title, String authority) throws IOException {
        long request = ground.requests
                .receive(
                        NewRequest.of(RequestGround.key(), null, RequestKind.ACCESS, RequestWay.POST, person)
                                .from(null, null, language),
                        WHO)
                .requestId();
        ground.desk.verifyIdentity(request, "call-back", null, WHO);

        String html = text(request, Text.ACCESS_HTML);
        assertThat(html).contains(title, authority, "Aino", "Lehtimäki").doesNotContain("??", "{0}", "<script");

        try (PDDocument pdf =
                Loader.loadPDF(answers.make(request, Text.ACCESS_PDF, WHO).content())) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked())
                    .as("tagged")
                    .isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo(language);
            String printed = new PDFTextStripper().getText(pdf);
            assertThat(printed).contains(title, "Lehtimäki", "Rantatie 5");
        }
    }

    @Test
    @DisplayName("SK8 portable is what the person gave, and nothing else, machine-readable")
    void portsOnlyWhatThePersonGave() throws IOException {
        long request = known(RequestKind.PORTABILITY);

        JsonNode file = new ObjectMapper().readTree(text(request, Text.PORTABLE_JSON));
        assertThat(file.get("data")).singleElement().satisfies(one -> {
            assertThat(one.get("field").asText()).isEqualTo("title");
            assertThat(one.get("value").asText()).isEqualTo("Johtaja");
        });
        assertThat(text(request, Text.PORTABLE_CSV))
                .startsWith("\ufefffield,value,source,storedAt\r\n\"title\",\"Johtaja\",\"portal\",\"")
                .doesNotContain("Lehtimäki");
    }

    @Test
    void aCsvRunsNothingInASpreadsheet() {
        correct("title", "=HYPERLINK(\"http://paha.example\")");

        assertThat(text(known(RequestKind.PORTABILITY), Text.PORTABLE_CSV)).contains("\"'=HYPERLINK(\"\"http");
    }

    @Test
    @DisplayName("SK8 where did you get my data is one letter with source, day and legal basis of each value")
    void saysWhereTheDataIsFrom() {
        String letter = text(known(RequestKind.ORIGIN), Text.ORIGIN_TEXT);

        assertThat(letter)
                .contains("Mistä tietosi ovat", "Johtaja")
                .contains("lähde Soforin asiakkuudenhallintajärjestelmä, tallennettu ")
                .contains("lähde Henkilön omat tiedot asiakasportaalista")
                .contains("suostumus (6 artiklan 1 kohdan a alakohta)")
                .contains("gdpr@sofor.fi")
                .doesNotContain("{0}", "??");
    }

    @Test
    void allEntriesOfThePersonAreInIt() throws IOException {
        long second = ground.people().add("aino.toinen@example.fi");
        ground.hub.get(Stewards.class).same(SOFOR, EntityKind.PERSON, Pair.of(person, second), "Sama.", WHO);

        JsonNode report = json(known(RequestKind.ACCESS));

        assertThat(report.get("parts")).hasSize(2);
        assertThat(report.toString()).contains("aino.toinen@example.fi");
    }

    @Test
    void whatASourceWithholdsIsNamedWithoutItsValue() throws IOException {
        ground.jdbc
                .sql("insert into withheld_field (person_id, field, feed) values (?, 'street', 'dvv-change')")
                .param(person)
                .update();

        String report = text(known(RequestKind.ACCESS), Text.ACCESS_JSON);

        assertThat(report).doesNotContain("Rantatie 5").contains("lähde ei luovuta tätä tietoa");
    }

    @Test
    void thatItWasMadeIsWrittenDown() {
        long request = known(RequestKind.ACCESS);
        answers.make(request, Text.ACCESS_PDF, WHO);

        assertThat(ground.reader.events(request))
                .filteredOn(event -> event.what() == Happening.DISCLOSED)
                .singleElement()
                .extracting(RequestEvent::detail)
                .isEqualTo("access-pdf fi");
        ground.desk.grant(request, Map.of(), null, WHO);
        ground.desk.answer(request, RequestWay.POST, null, WHO);
        ground.desk.close(request, null, WHO);
        assertThatThrownBy(() -> answers.make(request, Text.ACCESS_PDF, WHO))
                .as("it is over")
                .isInstanceOf(RefusedStep.class);
    }

    private long known(RequestKind kind) {
        return ground.asksAndIsKnown(kind, person);
    }

    private void correct(String field, String value) {
        ground.hub
                .get(Corrections.class)
                .correct(
                        ground.hub.get(RegisterReader.class).person(person).orElseThrow(),
                        null,
                        Map.of(field, value),
                        new Because("Hän kertoi."),
                        WHO);
    }

    private static String text(long request, Text text) {
        return new String(answers.make(request, text, WHO).content(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(long request) throws IOException {
        return new ObjectMapper().readTree(text(request, Text.ACCESS_JSON));
    }
}
