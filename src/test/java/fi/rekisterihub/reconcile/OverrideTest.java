package fi.rekisterihub.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.Finland;
import fi.rekisterihub.reconcile.Corrections.Corrected;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.support.Imports;
import fi.rekisterihub.support.QuietHub;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A steward knows better than the sources: for a reason, until a day, and never better than the person. */
class OverrideTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String REASON = "Soitin vaihteeseen.";
    private static final LocalDate TODAY = Finland.today();
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
    void aino() {
        jdbc = hub.get(JdbcClient.class);
        imports.emptyRegister();
        sources.crm("", "0505550101");
    }

    @Test
    void holdsAgainstEveryLesserSourceAndSaysWhy() {
        assertThat(override("phone", "0505550190", null))
                .containsExactly(new Corrected("phone", "apply", "outranks:crm-person"));

        sources.crm("", "0505550102");
        sources.fonecta("0505550103");

        assertThat(phone()).isEqualTo("+358505550190");
        assertThat(holding()).singleElement().satisfies(one -> {
            assertThat(one.field()).isEqualTo("phone");
            assertThat(one.reason()).isEqualTo(REASON);
            assertThat(one.until()).isNull();
            assertThat(one.setBy()).isEqualTo("steward");
        });
        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusYears(90)))
                .as("one without a day is for somebody to lift")
                .isZero();
    }

    @Test
    void nobodyOutsideHearsTheReason() {
        override("phone", "0505550190", TODAY);

        assertThat(texts("select payload::text from notice_delivery"))
                .isNotEmpty()
                .noneMatch(payload -> payload.contains("vaihteeseen"))
                .anyMatch(payload -> payload.contains("+358505550190"));
    }

    @Test
    void thePersonsOwnWordGoesBeforeIt() {
        override("phone", "0505550190", TODAY);

        sources.portal("0505550177");

        assertThat(phone()).isEqualTo("+358505550177");
        assertThat(holding()).isEmpty();
        assertThat(override("phone", "0505550191", null))
                .containsExactly(new Corrected("phone", "keep", "outranked-by:portal"));

        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isZero();
        assertThat(phone()).isEqualTo("+358505550177");
        assertThat(ended()).containsExactly("phone replaced");
    }

    @Test
    void whatThePersonTellsTheControllerEndsIt() {
        override("phone", "0505550190", null);

        correct("portal", "phone", "0505550177", new Because("Kertoi puhelimessa."));

        assertThat(holding()).isEmpty();
        assertThat(ended()).containsExactly("phone replaced");
    }

    @Test
    void afterItsDayTheFieldIsWhatTheBestOfTheOthersSaysNow() {
        sources.fonecta("0505550103");
        override("phone", "0505550190", TODAY);
        sources.crm("", "0505550102");
        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY))
                .as("its last day is not over")
                .isZero();
        jdbc.sql("truncate notice, notice_delivery").update();

        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isOne();

        assertThat(phone()).isEqualTo("+358505550102");
        assertThat(texts("select concat_ws(' ', field, old_value, new_value, feed, rule, actor) from change"
                        + " order by change_set_id desc limit 1"))
                .containsExactly("phone +358505550190 +358505550102 crm-person override-expired steward");
        assertThat(
                        texts(
                                "select payload #>> '{fields,phone}' from notice_delivery where recipient = 'licence-registry'"))
                .containsExactly("+358505550102");
        assertThat(ended()).containsExactly("phone expired");
        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isZero();

        sources.crm("", "0505550104");
        assertThat(phone()).as("the source tells it from now on").isEqualTo("+358505550104");
    }

    @Test
    void whatNobodyElseTellsStaysUntilSomebodyDoes() {
        onlyFonecta();
        override("title", "Johtaja", TODAY);
        jdbc.sql("truncate notice, notice_delivery").update();

        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isOne();

        assertThat(texts("select title from person")).containsExactly("Johtaja");
        assertThat(texts("select id::text from notice")).as("nothing has moved").isEmpty();

        sources.crm("Päällikkö", "0505550101");
        assertThat(texts("select title from person")).containsExactly("Päällikkö");
    }

    @Test
    void whatNobodyElseToldBecomesTheWordOfWhoeverSaysTheSame() {
        onlyFonecta();
        override("title", "Johtaja", TODAY);
        hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1));

        sources.crm("Johtaja", "0505550101");

        assertThat(texts("select feed from change where field = 'title' order by change_set_id"))
                .containsExactly("steward", "steward", "crm-person");
        assertThat(entity().fields())
                .filteredOn(field -> field.name().equals("title"))
                .singleElement()
                .satisfies(field -> assertThat(field.feed()).isEqualTo("crm-person"));
    }

    @Test
    void whatTheBestSourceSaysThereIsNoneOfIsEmptied() {
        override("title", "Johtaja", TODAY);

        hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1));

        assertThat(texts("select coalesce(title, 'none') from person")).containsExactly("none");
        assertThat(texts("select payload -> 'fields' -> 'title' from notice_delivery order by position desc limit 1"))
                .as("those who hold it hear that there is none")
                .containsExactly("null");
    }

    @Test
    void aStewardLiftsItEarlier() {
        override("phone", "0505550190", TODAY.plusDays(30));

        assertThat(lift("phone")).isEqualTo(OverrideLifting.Outcome.ENDED);

        assertThat(phone()).isEqualTo("+358505550101");
        assertThat(texts("select concat_ws(' ', feed, rule, actor) from change order by change_set_id desc limit 1"))
                .containsExactly("crm-person override-lifted other");
        assertThat(texts("select ended_because || ' ' || ended_by from field_override"))
                .containsExactly("lifted other");
        assertThat(lift("phone")).isEqualTo(OverrideLifting.Outcome.NOT_IN_FORCE);
    }

    @Test
    void whatIsRestrictedIsLeftAloneUntilItIsFree() {
        override("phone", "0505550190", TODAY);
        jdbc.sql("update person set restricted_at = now()").update();

        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isZero();
        assertThat(lift("phone")).isEqualTo(OverrideLifting.Outcome.RESTRICTED);
        assertThat(phone()).isEqualTo("+358505550190");

        jdbc.sql("update person set restricted_at = null").update();
        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isOne();
        assertThat(phone()).isEqualTo("+358505550101");
    }

    @Test
    void aSecondOneTakesThePlaceOfTheFirstAndTheSameTwiceIsOne() {
        override("phone", "0505550190", TODAY);
        override("phone", "0505550190", TODAY);
        assertThat(ended()).isEmpty();

        override("phone", "0505550190", null);

        assertThat(ended()).containsExactly("phone replaced");
        assertThat(holding()).singleElement().satisfies(one -> assertThat(one.until())
                .isNull());
        assertThat(hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1)))
                .isZero();
    }

    @Test
    void whatASourceToldLastStandsAlsoWhenItsFileIsGone() {
        override("phone", "0505550190", TODAY);
        jdbc.sql("update delivery set purged_at = now()").update();

        hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1));

        assertThat(phone()).isEqualTo("+358505550101");
    }

    @Test
    void whatASourceSaidSinceAndCannotBeReadIsNotGuessed() {
        override("phone", "0505550190", TODAY);
        sources.crm("", "0505550102");
        jdbc.sql("update delivery set purged_at = now()").update();

        hub.get(OverrideRounds.class).endThoseBefore(TODAY.plusDays(1));

        assertThat(phone()).as("not the number before the last").isEqualTo("+358505550190");
    }

    @Test
    void nothingIsLeftOfItWhenThePersonIsGone() {
        override("phone", "0505550190", null);

        jdbc.sql("delete from person").update();

        assertThat(texts("select reason from field_override")).isEmpty();
    }

    @Test
    void onlyAStewardsWordHasADayAndOneThatIsStillToCome() {
        assertThatThrownBy(() -> correct("portal", "phone", "0505550190", new Because(REASON, TODAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("steward");
        assertThatThrownBy(() -> override("phone", "0505550190", TODAY.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("passed");
        assertThatThrownBy(() -> correct("steward", "phone", "0505550190", new Because(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("why");
        assertThat(phone()).isEqualTo("+358505550101");
    }

    private List<Corrected> override(String field, String value, @Nullable LocalDate until) {
        return correct("steward", field, value, new Because(REASON, until));
    }

    private List<Corrected> correct(String source, String field, String value, Because because) {
        return hub.get(Corrections.class).correct(entity(), source, Map.of(field, value), because, "steward");
    }

    private OverrideLifting.Outcome lift(String field) {
        return hub.get(OverrideLifting.class).lift(SOFOR, entity().id(), field, "other");
    }

    private EntityView entity() {
        long id = jdbc.sql("select id from person").query(Long.class).single();
        return hub.get(RegisterReader.class).person(id).orElseThrow();
    }

    private List<FieldOverride> holding() {
        return hub.get(FieldOverrides.class).holding(entity());
    }

    private String phone() {
        return entity().value("phone").orElse("none");
    }

    private List<String> ended() {
        return texts("select field || ' ' || ended_because from field_override where ended_at is not null order by id");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private void onlyFonecta() {
        imports.emptyRegister();
        sources.fonecta("0505550103");
    }
}
