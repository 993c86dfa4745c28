package fi.rekisterihub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.KeptSentences;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WishReasonTest {

    @ParameterizedTest
    @EnumSource
    void isReadInThreeLanguages(WishReason reason) {
        assertThat(KeptSentences.read(reason.sentence()))
                .get()
                .extracting(KeptSentences.Said::code)
                .isEqualTo("wish-" + reason.code());
        assertThat(KeptSentences.in("fi", reason.sentence())).isNotEqualTo(reason.sentence());
        assertThat(KeptSentences.in("sv", reason.sentence())).isNotEqualTo(reason.sentence());
    }
}
