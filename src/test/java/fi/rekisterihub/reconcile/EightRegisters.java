package fi.rekisterihub.reconcile;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hub with all shipped registers, to which sources tell of Aino and of her place of work. */
final class EightRegisters implements AutoCloseable {

    static final String SA = "soprano-asiakastietokanta";
    static final String SO = "soprano-opiskelijarekisteri";
    static final String SM = "soprano-suoramarkkinointirekisteri";
    static final String SV = "soprano-valiaikainen-markkinointirekisteri";
    static final String SK = "soprano-kunddatabas";
    static final String M = "mipro-asiakas-ja-sidosryhmarekisteri";
    static final String F = "sofor-asiakasrekisteri";
    static final String V = "valmennuskumppani-asiakas-ja-markkinointirekisteri";

    final QuietHub hub = QuietHub.shared("all registers", TestHome::withAllRegisters);
    final Imports imports = new Imports(hub);
    final JdbcClient jdbc = hub.get(JdbcClient.class);

    private int acts;

    /** Forgets everybody, and what they have said: a prohibition would stay with the address for the next test. */
    void empty() {
        imports.emptyRegister();
        jdbc.sql("truncate permission_subject, permission_event cascade").update();
    }

    /** @param more further members of the form, each with a comma before it */
    void enrolment(String id, String more) {
        enrolmentOf("Aino", id, more);
    }

    /** Of somebody else too, whose addresses nobody else has. */
    void enrolmentOf(String givenName, String id, String more) {
        String email = givenName.toLowerCase(Locale.ROOT) + "@a.example";
        String phone = givenName.equals("Aino") ? "0505550101" : "0505550166";
        imports.file("enrolment-form", """
                {"enrolments": [{"id": "%s", "person": {"familyName": "Esimerkki", "givenName": "%s",
                 "title": "Ostaja", "email": "%s", "phone": "%s", "street": "Katu 1",
                 "postalCode": "00100", "city": "Helsinki", "country": "FI", "language": "fi", "birthYear": 1970,
                 "employer": "Paja Oy", "membership": "Pajayhdistys", "hobby": "melonta"}%s}]}
                """.formatted(id, givenName, email, phone, more));
    }

    /** @param kind event or training */
    void mipro(String id, String kind, String more) {
        imports.file("event-enrolment", """
                {"enrolments": [{"id": "%s", "kind": "%s", "name": "Päivä", "person": {"familyName": "Esimerkki",
                 "givenName": "Aino", "email": "aino@a.example", "employer": "Paja Oy"}%s}]}
                """.formatted(id, kind, more));
    }

    void participant(String id, String title) {
        imports.file("participant-list", """
                participant_id;family_name;given_name;organisation;title;language;email;phone;business_id;service
                %s;Esimerkki;Aino;Paja Oy;%s;fi;aino@a.example;0505550101;2617416-4;Valmennus
                """.formatted(id, title));
    }

    void fonecta(String phone, String title) {
        imports.page("fonecta-contact", """
                {"contacts":[{"contactType":"PERSON","id":"p-1","firstName":"Aino","lastName":"Esimerkki",
                 "title":"%s","emails":["aino@a.example"],"phones":["%s"],
                 "address":{"streetAddress":"Vieraskatu 9","postalCode":"00200","postOffice":"HELSINKI"}}]}
                """.formatted(title, phone));
    }

    /** The company and, where a name is given, one of its decision-makers. */
    void asiakastieto(String... decisionMakers) {
        StringBuilder persons = new StringBuilder();
        for (String name : decisionMakers) {
            persons.append(persons.isEmpty() ? "" : ",")
                    .append("{\"personKey\": \"AT-%d\", \"name\": \"%s\", \"title\": \"Johtaja\","
                            .formatted(persons.length(), name))
                    .append("\"email\": \"aino@a.example\", \"phone\": \"050 555 0101\"}");
        }
        imports.page("asiakastieto-company", """
                {"companyResponse": {"responseHeader": {"responseStatus": "0"},
                 "identificationData": {"businessId": "26174164", "name": "Pieni Paja Oy", "companyForm": "OY",
                  "address": {"street": "Katu 3", "zip": "00160", "town": "HELSINKI"},
                  "contactInformation": {"phone": "+358 44 0000000", "email": "info@paja.example"},
                  "lineOfBusiness": {"lineOfBusinessCode": "62010", "lineOfBusinessText": "Ohjelmistot"}},
                 "decisionMakers": [%s],
                 "companyClassification": {"turnoverClass": "3", "personnelClass": "2"}, "errorMessage": null}}
                """.formatted(persons));
    }

    void prh() {
        imports.page("prh-company", """
                {"totalResults":1,"companies":[{"businessId":{"value":"2617416-4"},"names":[{"name":"Pieni Paja Oy",
                 "type":"1","version":1}],"companyForms":[{"type":"16","version":1}],"website":{"url":"www.paja.example"},
                 "registeredEntries":[],"tradeRegisterStatus":"1","lastModified":"x"}]}""");
    }

    long person(String register) {
        return jdbc.sql("select id from person where register_id = :register")
                .param("register", register)
                .query(Long.class)
                .single();
    }

    EntityView view(long person) {
        return hub.get(RegisterReader.class).person(person).orElseThrow();
    }

    List<Corrections.Corrected> correct(long person, @Nullable String source, String field, @Nullable String value) {
        return hub.get(Corrections.class)
                .correct(
                        view(person),
                        source,
                        Collections.singletonMap(field, value),
                        new Because("Told by phone."),
                        "officer");
    }

    void says(long person, String register, String purpose, String channel, Permission permission) {
        says(person, register, purpose, channel, PermissionAct.EVERYTHING, permission);
    }

    void says(long person, String register, String purpose, String channel, String scope, Permission permission) {
        hub.get(PermissionLedger.class)
                .record(new PermissionAct(
                        "test:" + ++acts,
                        register,
                        purpose,
                        channel,
                        scope,
                        permission,
                        "person",
                        true,
                        Set.of(person),
                        null,
                        null,
                        Map.of(),
                        Instant.now()));
    }

    /** The fields of which anything stands in the history of the register's persons or companies. */
    Set<String> stored(String register, String entity) {
        return jdbc.sql("""
                        select distinct c.field from change c join %s e on e.id = c.entity_id
                         where c.register_id = :register and c.field <> 'role'
                        """.formatted(entity))
                .param("register", register)
                .query(String.class)
                .set();
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Nullable
    String value(long person, String field) {
        return view(person).fields().stream()
                .filter(one -> one.name().equals(field))
                .map(one -> one.value() == null ? "" : one.value())
                .findFirst()
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    @Override
    public void close() {
        hub.close();
    }
}
