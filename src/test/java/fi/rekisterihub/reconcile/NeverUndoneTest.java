package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fi.rekisterihub.permission.Permission;
import fi.rekisterihub.permission.PermissionAct;
import fi.rekisterihub.permission.PermissionLedger;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.permission.Suppressions;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the two registers promise their people, kept against feeds that would have it otherwise. */
class NeverUndoneTest {

    private static final Because TOLD = new Because("Told by phone.");
    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String TEMPORARY = "soprano-valiaikainen-markkinointirekisteri";
    private static final String REPORT = """
            {"companyResponse": {"responseHeader": {"responseStatus": "0"},
             "identificationData": {"businessId": "26174164", "name": "Pieni Paja Oy", "companyForm": "OY",
              "address": {"street": "Katu 3", "zip": "00160", "town": "HELSINKI"},
              "contactInformation": {"phone": "+358 44 0000000", "email": "info@paja.example"},
              "lineOfBusiness": {"lineOfBusinessCode": "62010", "lineOfBusinessText": "Ohjelmistot"}},
             "companyClassification": {"turnoverClass": "3", "personnelClass": "2"}, "errorMessage": null}}
            """;

    private static ThreeSources sources;
    private static QuietHub hub;
    private static Imports imports;
    private JdbcClient jdbc;

    @BeforeAll
    static void start() {
        sources = new ThreeSources();
        hub = sources.hub;
        imports = sources.imports;
    }

    @AfterAll
    static void stop() {
        sources.close();
    }

    @BeforeEach
    void emptyRegister() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
    }

    @Test
    @DisplayName("F2: what the person said in the portal outranks bought data, also when it only confirmed it")
    void theOwnWordOutranksBoughtDataAlsoWhenItOnlyConfirmed() {
        sources.fonecta("0505550101");
        sources.portal("0505550101");

        sources.fonecta("0505550199");

        assertThat(texts("select phone from person")).containsExactly("+358505550101");
        assertThat(texts("select rule from change where field = 'phone' order by change_set_id"))
                .containsExactly("first-told", "confirms:fonecta-contact");
        assertThat(texts("select recipient from notice_delivery"))
                .as("a value that stays as it is makes no notice")
                .isEmpty();
    }

    @Test
    @DisplayName("F2: what the person emptied in the portal is not filled by bought data")
    void whatThePersonEmptiedStaysEmpty() {
        sources.portal("0505550101");
        sources.portal("");

        sources.fonecta("0505550199");

        assertThat(texts("select coalesce(phone, 'none') from person")).containsExactly("none");
    }

    @Test
    @DisplayName("F1: a mapped field that the register does not promise to hold is dropped and counted, never stored")
    void holdsNoFieldThatItDoesNotPromise() {
        imports.page("asiakastieto-company", REPORT);

        assertThat(texts("select dropped_fields::text from run where register_id = '" + SOFOR + "'"))
                .containsExactly("4");
        assertThat(texts("select field from change where register_id = '" + SOFOR + "' order by field"))
                .containsExactly("businessId", "city", "companyForm", "email", "name", "phone", "postalCode", "street");
        assertThat(texts("select extra::text from company where register_id = '" + SOFOR + "'"))
                .containsExactly("{}");
    }

    @Test
    @DisplayName("rule 3: every stored value has a source, a time and a rule that let it in")
    void everyValueHasASourceATimeAndARule() {
        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "aino@a.example", "0505550101", "Katu 1"));
        sources.fonecta("0505550199");
        imports.page("asiakastieto-company", REPORT);

        for (long id : jdbc.sql("select id from person union all select id from company")
                .query(Long.class)
                .list()) {
            EntityView entity = hub.get(RegisterReader.class)
                    .person(id)
                    .or(() -> hub.get(RegisterReader.class).company(id))
                    .orElseThrow();
            assertThat(entity.fields())
                    .filteredOn(field -> field.value() != null)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(field -> {
                        assertThat(field.feed()).as(field.name()).isNotNull();
                        assertThat(field.at()).as(field.name()).isNotNull();
                        assertThat(field.rule()).as(field.name()).isNotNull();
                    });
        }
    }

    @Test
    @DisplayName("SV1: only the nine data are stored, SV2: and only from Asiakastieto")
    void theTemporaryRegisterTakesNineDataFromOneSource() {
        sources.fonecta("0505550101");
        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "aino@a.example", "0505550101", "Katu 1"));
        imports.page("prh-company", """
                {"totalResults":1,"companies":[{"businessId":{"value":"2617416-4"},"names":[{"name":"Pieni Paja Oy",
                 "type":"1","version":1}],"registeredEntries":[],"tradeRegisterStatus":"1","lastModified":"x"}]}""");
        assertThat(inTemporary()).as("nothing of other sources").isZero();

        imports.page("asiakastieto-company", REPORT);

        assertThat(texts("select field from change where register_id = '" + TEMPORARY + "' order by field"))
                .containsExactly(
                        "businessId",
                        "city",
                        "email",
                        "industry",
                        "industryCode",
                        "name",
                        "personnelClass",
                        "phone",
                        "postalCode",
                        "street",
                        "turnoverClass");
    }

    @Test
    @DisplayName("SV4: an error told to Soprano is corrected and passed on to the keeper, and the feed cannot undo it")
    void anErrorToldIsPassedOnToTheKeeper() {
        long person = temporaryPerson("eeva@b.example", "+358505550101");

        List<Corrected> corrected = correct(person, Map.of("phone", "050 555 0199"));

        assertThat(corrected).containsExactly(new Corrected("phone", "apply", "outranks:asiakastieto-company"));
        assertThat(texts("select recipient || ' ' || kind || ' ' || (payload -> 'fields' ->> 'phone')"
                        + " from notice_delivery d join notice n on n.id = d.notice_id"))
                .containsExactly("asiakastieto-keeper rectified +358505550199");
        assertThat(texts("select feed || ' ' || actor from change where new_value = '+358505550199'"))
                .containsExactly("person officer");
        assertThat(correct(person, Map.of("phone", "050 555 0199")))
                .containsExactly(new Corrected("phone", "same", "same"));
        assertThat(texts("select recipient from notice_delivery")).hasSize(1);
    }

    @Test
    @DisplayName("SV4: what was corrected is not undone by the next report of the bureau, and SV2: nor by anybody else")
    void aCorrectionIsNotUndoneByTheFeed() {
        imports.page("asiakastieto-company", REPORT);
        long company = jdbc.sql("select id from company where register_id = :r")
                .param("r", TEMPORARY)
                .query(Long.class)
                .single();
        EntityView view = hub.get(RegisterReader.class).company(company).orElseThrow();
        hub.get(Corrections.class).correct(view, null, Map.of("phone", "044 000 0001"), TOLD, "officer");

        imports.page("asiakastieto-company", REPORT.replace("+358 44 0000000", "+358 44 0000009"));

        assertThat(texts("select phone from company where id = " + company)).containsExactly("+358440000001");
        assertThatThrownBy(() -> hub.get(Corrections.class)
                        .correct(view, "asiakastieto-company", Map.of("phone", "044 000 0002"), TOLD, "officer"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SV1: not even a correction brings a tenth datum, and none that cannot be right")
    void aCorrectionKeepsToTheProfile() {
        long person = temporaryPerson("eeva@b.example", "+358505550101");

        for (Map<String, String> wrong : List.of(
                Map.of("language", "fi"), Map.of("email", "no address"), Map.of("phone", "soon"), Map.of("x", "y"))) {
            assertThatThrownBy(() -> correct(person, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(texts("select recipient from notice_delivery")).isEmpty();
    }

    @Test
    @DisplayName("rule 1: a steward's correction does not touch what is restricted, and the person's own word does")
    void onlyTheOwnWordTouchesWhatIsRestricted() {
        sources.portal("0505550101");
        long person = jdbc.sql("select id from person").query(Long.class).single();
        jdbc.sql("update person set restricted_at = now()").update();
        EntityView restricted = hub.get(RegisterReader.class).person(person).orElseThrow();
        Map<String, @Nullable String> noPhone = Collections.singletonMap("phone", null);

        assertThat(hub.get(Corrections.class).correct(restricted, "steward", noPhone, TOLD, "test"))
                .containsExactly(new Corrected("phone", "refuse", "restricted"));
        assertThat(texts("select phone from person")).containsExactly("+358505550101");
        assertThat(hub.get(Corrections.class).correct(restricted, "portal", noPhone, TOLD, "test"))
                .containsExactly(new Corrected("phone", "apply", "same-source"));
        assertThat(texts("select (restricted_at is not null)::text from person"))
                .containsExactly("true");
    }

    @Test
    @DisplayName("SV3: a prohibition reaches the register's keeper, who knows the person by the hub's id")
    void aProhibitionReachesTheKeeper() {
        long person = temporaryPerson("eeva@b.example", "+358505550101");

        prohibit("link:keeper", TEMPORARY, Set.of(person), null);

        assertThat(jdbc.sql("select d.recipient, n.kind, n.entity_id, d.payload ->> 'channel' as channel"
                                + " from notice_delivery d join notice n on n.id = d.notice_id")
                        .query()
                        .listOfRows())
                .extracting(row -> row.get("recipient"), row -> row.get("kind"), row -> row.get("entity_id"))
                .containsExactly(tuple("asiakastieto-keeper", "objected", person));
    }

    @Test
    @DisplayName("SV5: nobody but the keeper hears of anybody in the temporary register")
    void nobodyButTheKeeperHears() {
        long person = temporaryPerson("eeva@b.example", "+358505550101");

        correct(person, Map.of("title", "Myyntijohtaja"));
        prohibit("link:alone", TEMPORARY, Set.of(person), "eeva@b.example");

        assertThat(texts("select distinct recipient from notice_delivery")).containsExactly("asiakastieto-keeper");
    }

    @Test
    @DisplayName(
            "rule 1: who prohibited e-mail may not be written to at a new address either, and the providers hear of it")
    void aProhibitionFollowsThePersonToANewAddress() {
        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "aino@a.example", "0505550101", "Katu 1"));
        prohibit("mailchimp:moved", null, Set.of(), "aino@a.example");

        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "aino@new.example", "0505550101", "Katu 1"));

        long person = jdbc.sql("select id from person").query(Long.class).single();
        assertThat(hub.get(PermissionStates.class)
                        .of(person, PermissionAct.DIRECT_MARKETING, "email", "*")
                        .permission())
                .isEqualTo(Permission.PROHIBITED);
        assertThat(texts("select recipient from notice_delivery where payload ->> 'email' = 'aino@new.example'"
                        + " order by recipient"))
                .containsExactly("brevo", "mailchimp");
    }

    @Test
    void whoProhibitedNothingIsNotSpokenOfWhenTheAddressChanges() {
        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "vapaa@a.example", "0505550101", "Katu 1"));
        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "vapaa@new.example", "0505550101", "Katu 1"));

        assertThat(texts("select distinct kind from notice")).containsExactly("rectified");
    }

    @Test
    @DisplayName("rule 2: the erased do not come back by name and address alone")
    void theErasedDoNotComeBackByNameAndAddress() {
        String key = hub.get(SubjectKeys.class).post("Esimerkki", "Aino", "Katu 1", "00100");
        hub.get(Suppressions.class).suppress(SOFOR, List.of(String.valueOf(key)), "erased");

        imports.file("crm-person", Imports.CRM_HEADER + crm("C-1", "", "", "Katu 1"));

        assertThat(texts("select status || ' ' || refused from run")).containsExactly("done 1");
        assertThat(texts("select id::text from person")).isEmpty();
    }

    private long temporaryPerson(String email, String phone) {
        SubjectKeys keys = hub.get(SubjectKeys.class);
        jdbc.sql("insert into feed (name) values ('asiakastieto-company') on conflict do nothing")
                .update();
        return jdbc.sql("""
                        insert into person (register_id, family_name, given_name, title, email, phone, email_key,
                                            phone_key, provenance)
                        select :register, 'Esimerkki', 'Eeva', 'Johtaja', :email, :phone, :emailKey, :phoneKey,
                               array_fill(id, array[12])
                          from feed where name = 'asiakastieto-company' returning id
                        """)
                .param("register", TEMPORARY)
                .param("email", email)
                .param("phone", phone)
                .param("emailKey", keys.email(email))
                .param("phoneKey", keys.phone(phone))
                .query(Long.class)
                .single();
    }

    private List<Corrected> correct(long person, Map<String, @Nullable String> values) {
        EntityView view = hub.get(RegisterReader.class).person(person).orElseThrow();
        return hub.get(Corrections.class).correct(view, null, values, TOLD, "officer");
    }

    private void prohibit(String key, @Nullable String register, Set<Long> persons, @Nullable String email) {
        hub.get(PermissionLedger.class)
                .record(PermissionAct.emailOptOut(
                        key, register, key.split(":")[0], persons, email, Map.of(), Instant.now()));
    }

    private long inTemporary() {
        return jdbc.sql("select (select count(*) from person where register_id = :r)"
                        + " + (select count(*) from company where register_id = :r)")
                .param("r", TEMPORARY)
                .query(Long.class)
                .single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static String crm(String id, String email, String phone, String street) {
        return "%s;Esimerkki;Aino;;%s;%s;%s;00100;Helsinki;FI;fi;1970;;\n".formatted(id, email, phone, street);
    }
}
