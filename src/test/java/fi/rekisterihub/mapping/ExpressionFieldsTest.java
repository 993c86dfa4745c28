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

    @Test
    void tellsAnExpressionOfAllItsFieldsFromOneThatChooses() {
        for (String all : new String[] {
            "nro",
            "sukunimi & '|' & $phone(puhelin)",
            "$join([sukunimi, etunimi], '?')",
            "($a := $trim(nimi); $a & `Syntynyt [vuosi]`)"
        }) {
            assertThat(Expression.of(all, new Codes()).chooses()).as(all).isFalse();
        }
        for (String some : new String[] {
            "kanava = 'puhelin' ? puhelin : osoite", "[nro, tunnus][0]", "$exists(nro) and nro", "nimet[tyyppi = 1]"
        }) {
            assertThat(Expression.of(some, new Codes()).chooses()).as(some).isTrue();
        }
    }

    private static Iterable<String> fields(String source) {
        return Expression.of(source, new Codes()).fields();
    }
}
