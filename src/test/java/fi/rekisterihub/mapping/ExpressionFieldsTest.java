package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which words of an expression stand for fields of the record. */
class ExpressionFieldsTest {

    @Test
    void namesFieldsAndNeitherTextsNorFunctionsNorWordsOfTheLanguage() {
        assertThat(fields("customer_id")).containsExactly("customer_id");
        assertThat(fields("`Asiakas nro` & '|' & $$.tunnus")).containsExactly("Asiakas nro", "tunnus");
        assertThat(fields("kanava = 'puhelin' ? $phone(puhelin) : true and sukunimi in ['a', \"b\"]"))
                .containsExactly("kanava", "puhelin", "sukunimi");
        assertThat(fields("$map([1, 2], function($n) { $n & tila })")).containsExactly("tila");
        assertThat(fields("$replace(nimi, /^oy ab/i, '') & hinta / 2 & vero / 3"))
                .contains("nimi", "hinta", "vero")
                .doesNotContain("oy", "ab");
    }

    private static Iterable<String> fields(String source) {
        return Expression.of(source, new Codes()).fields();
    }
}
