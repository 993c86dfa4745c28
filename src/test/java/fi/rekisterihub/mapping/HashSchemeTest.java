package fi.rekisterihub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.mapping.HashScheme.Normal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashes were made by another program. */
class HashSchemeTest {

    private static final String LATIN = "65f6f8ba7e6f22814771c3c896c248d034bb96be";

    @ParameterizedTest
    @CsvSource({
        "SHA-1, LOWER, '', 69242db74bc6a9159d7c4048e43025cc648092d0",
        "SHA-256, LOWER, '', d5369ca1ae4284febc0b7f7241c78c42ba6aab0d838b0e80451538b2ee62384c",
        "SHA-256, LOWER, 02, f1087d3eb3b0d9c1f0607e8fd62291e1d7b627385edea11869c66705c3127110",
        "SHA-512, LOWER_ASCII, '', de88494102c0c7b02a8d3423b6e20b1e4ce0a2c6853bfafa6648888b25485863fa0c6a98a60a83bc36f5390514f0bd65d6ee3195415a059559ab55ce7dc046ed"
    })
    void anAddressIsMadeIntoWhatTheSenderMadeOfIt(String algorithm, Normal normal, String before, String hash) {
        HashScheme scheme = new HashScheme(algorithm, normal, before, StandardCharsets.UTF_8);

        assertThat(scheme.of("  AINO@Posti.example ")).contains(hash);
        assertThat(scheme.read(" " + hash.toUpperCase() + " ")).contains(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "E164, 57f6acf9cb0e1e1f71652bb858d96a6ffa3c1213933d1009cf34c618cc55fce0",
        "DIGITS, 8f54af6df8cabe9a208f450677afb32779f83ef9109568f728763b99d92a5791",
        "ZEROS, 120773b4fa0506dfd9a2285ca1f18d57e4b59b3fbbcbbc0f6a9bedef95bd1b94",
        "NATIONAL, ade785b1760a651755259f3be0ddbf2ebacd025563a31c9c038d69ed952b3f9e"
    })
    void aNumberInWhateverNotationIsOneNumber(Normal normal, String hash) {
        HashScheme scheme = new HashScheme("SHA-256", normal, "", StandardCharsets.UTF_8);

        assertThat(scheme.of("050 555 0123")).contains(hash);
        assertThat(scheme.of("+358 (0)50 5550123")).contains(hash);
    }

    @Test
    void charactersAreThoseOfTheSendersSet() {
        HashScheme scheme = new HashScheme("SHA-1", Normal.LOWER, "", StandardCharsets.ISO_8859_1);

        assertThat(scheme.of("MÄKELÄ@posti.example")).contains(LATIN);
        assertThat(scheme.of("MA\u0308KELA\u0308@posti.example")).contains(LATIN);
        assertThat(scheme.of("жук@posti.example")).as("cannot be on the list").isEmpty();
        assertThat(new HashScheme("SHA-1", Normal.LOWER_ASCII, "", Charset.forName("UTF-8"))
                        .of("mäkelä+x@posti.example"))
                .contains("aeb43083695bc41fe93aaa36dca205aaadd3841d");
    }

    @Test
    void whatIsNoAddressHasNoHash() {
        assertThat(new HashScheme("SHA-256", Normal.LOWER, "", StandardCharsets.UTF_8).of("ei ole"))
                .isEmpty();
        assertThat(new HashScheme("SHA-256", Normal.NATIONAL, "", StandardCharsets.UTF_8).of("+46 70 123 45 67"))
                .isEmpty();
    }

    @Test
    void whatIsNoHashOfTheAlgorithmIsRefused() {
        HashScheme scheme = new HashScheme("SHA-256", Normal.LOWER, "", StandardCharsets.UTF_8);

        assertThat(scheme.read(LATIN)).isEqualTo(Optional.empty());
        assertThat(scheme.read("x".repeat(64))).isEmpty();
    }

    @Test
    void oneLineSaysItAll() {
        HashScheme scheme = new HashScheme("SHA-512", Normal.ZEROS, "04|", StandardCharsets.ISO_8859_1);

        assertThat(HashScheme.parse(scheme.text())).isEqualTo(scheme);
    }
}
