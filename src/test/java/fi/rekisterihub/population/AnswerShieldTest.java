package fi.rekisterihub.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.register.FreshIdentities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.support.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What of an answer about persons is never kept. */
class AnswerShieldTest {

    private static final String NUMBER = "010180-999A";
    private static final String KEY =
            FreshIdentities.KEYS.identity(IdentityNumber.parse(NUMBER).orElseThrow());
    private static final Set<String> CREDIT = Set.of("paymentDefaultData", "assets");

    private final AnswerShield shield = shield();

    @Test
    void aNumberBecomesItsKeyedHashWhereverItStandsInJson() {
        String kept = kept("""
                {"a": {"personId": "010180-999A", "paymentDefaultData": {"rows": [{"sum": 12}]}},
                 "list": ["nro 010180-999A", 7, null], "assets": null}""");

        assertThat(kept).isEqualTo("{\"a\":{\"personId\":\"%s\"},\"list\":[\"nro %s\",7,null]}".formatted(KEY, KEY));
    }

    @Test
    void theSameInXmlWithPrefixesAttributesAndReferences() {
        String kept = kept("""
                <?xml version="1.0" encoding="ISO-8859-1"?>
                <ns2:response xmlns="urn:common" xmlns:ns2="urn:consumer"><ns2:consumerResponse>
                <!-- 010180-999A --><personId nro="010180-999A">010180&#45;999A</personId><name>Esimerkki &amp; Aino</name>
                <ns2:paymentDefaultData><assets><row>12</row></assets><sum>345</sum></ns2:paymentDefaultData>
                <zip>00100</zip></ns2:consumerResponse></ns2:response>""");

        assertThat(kept)
                .contains("<personId nro=\"%s\">%s</personId>".formatted(KEY, KEY))
                .contains("<name>Esimerkki &amp; Aino</name>", "<zip>00100</zip>", "xmlns:ns2=\"urn:consumer\"")
                .doesNotContain("paymentDefaultData", "345", "row", NUMBER);
    }

    @Test
    void whatWasShieldedBeforeIsLeftAsItIs() {
        String once = kept("{\"personId\":\"010180-999A\"}");

        assertThat(kept(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not data",
                "{\"personId\": \"010180-999A\"",
                "<a><personId>010180-999A</personId>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;010180-999A</a>",
                "<!DOCTYPE a><a>010180-999A</a>"
            })
    void nothingIsKeptOfWhatCannotBeRead(String answer) {
        assertThatThrownBy(() -> kept(answer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing of it was kept")
                .hasMessageNotContaining(NUMBER);
    }

    private String kept(String answer) {
        return new String(shield.page(answer.strip().getBytes(StandardCharsets.UTF_8), CREDIT), StandardCharsets.UTF_8);
    }

    private static AnswerShield shield() {
        var source = FreshDatabase.dataSource();
        return FreshShield.ofAnswersOn(
                JdbcClient.create(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
    }
}
