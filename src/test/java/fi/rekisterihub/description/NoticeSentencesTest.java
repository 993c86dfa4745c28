package fi.rekisterihub.description;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single sentences that an editor and a lawyer asked for, and where they must not stand. */
class NoticeSentencesTest {

    private static final Path TABLES = Path.of("mappings");
    private static final String SA = "soprano-asiakastietokanta";
    private static final String SO = "soprano-opiskelijarekisteri";
    private static final String SM = "soprano-suoramarkkinointirekisteri";
    private static final String SV = "soprano-valiaikainen-markkinointirekisteri";
    private static final String SK = "soprano-kunddatabas";
    private static final String M = "mipro-asiakas-ja-sidosryhmarekisteri";
    private static final String F = "sofor-asiakasrekisteri";
    private static final String V = "valmennuskumppani-asiakas-ja-markkinointirekisteri";

    /** Words that speak to somebody. */
    private static final Map<String, Pattern> TO_THE_READER = Map.of(
            "fi",
                    Pattern.compile(
                            "\\b(?:sinu|sinä|voit |saat |olet |tietosi|tietojasi|tietojesi|suostumuksesi|oikeutesi)"),
            "sv", Pattern.compile("(?i)\\b(?:du|dig|din|dina|ditt)\\b"),
            "en", Pattern.compile("(?i)\\byour?\\b"));

    @Test
    @DisplayName("rule 5 what the hub keeps beside fields is told of just the feeds whose tables bring it")
    void knowsWhichFeedsBringWhat() throws IOException {
        assertThat(KeptBesides.BY_IDENTITY).isEqualTo(tablesWith("(?m)^  identity:"));
        assertThat(KeptBesides.OF_DEATHS).isEqualTo(tablesWith("(?m)^  (?:deceased|withheld):"));
        assertThat(KeptBesides.OF_PLACES).isEqualTo(tablesWith("(?ms)^record: person$.*^company:"));
    }

    @Test
    @DisplayName(
            "rule 5 identity numbers, deaths, positions and visits are told where the register keeps them, and nowhere else")
    void tellsWhatIsKeptBesides() {
        assertThat(saying("the code is kept encrypted")).containsExactlyInAnyOrder(SA, SK, SM, F, SO);
        assertThat(saying("A death or a non-disclosure order")).containsExactlyInAnyOrder(SA, SK, SM, F, SO);
        assertThat(saying("Your position in a company")).containsExactlyInAnyOrder(SA, SK, SO, SV, M, F, V);
        assertThat(saying("Visitor data of the website, if you have consented")).containsExactly(F);
        assertThat(saying("Messages sent to the controller.")).hasSize(8);
    }

    @Test
    @DisplayName("rule 5 F3 SM5 who must be asked first is told of consent as the basis, and that it can be withdrawn")
    void saysConsentWhereverItIsAskedFor() {
        assertThat(saying("For these ways of contact the legal basis is your consent"))
                .containsExactlyInAnyOrder(SM, SK);
        assertThat(saying("Consent is always voluntary")).containsExactlyInAnyOrder(SO, SM, SK, M, F);
        assertThat(saying("You may withdraw a consent at any time")).containsExactlyInAnyOrder(SO, SM, SK, M, F);
        assertThat(saying("you get the data that you have given yourself"))
                .as("a consent brings portability, also where it is asked for some channels only")
                .contains(SM);
    }

    @Test
    @DisplayName("rule 5 SA6 a number of free inspections is told only where the profile promises one")
    void tellsOnlyPromisedInspections() {
        assertThat(saying("once a year free of charge")).containsExactlyInAnyOrder(SA, SK);
        assertThat(saying("Requests are free of charge unless")).containsExactlyInAnyOrder(SO, SM, SV, M, F, V);
    }

    @Test
    @DisplayName(
            "rule 5 SK6 profiling is objected to, while purchases, research and marketing are forbidden without a reason")
    void tellsObjectionsFromProhibitions() {
        assertThat(saying("unless you have objected and the objection was upheld"))
                .containsExactlyInAnyOrder(SA, SK);
        assertThat(saying("not stored if you have objected")).containsExactlyInAnyOrder(SA, SK);
        assertThat(saying("You may prohibit this without giving a reason"))
                .containsExactlyInAnyOrder(SA, SK, SM, SV, V, M);
    }

    @Test
    @DisplayName("rule 5 an erasure is told of senders only where somebody sends, and of backups everywhere")
    void tellsWhatAnErasureLeaves() {
        assertThat(saying("stays on their suppression list")).containsExactlyInAnyOrder(SA, SO, SM, SK, M, F);
        assertThat(saying("Data leave the backups")).hasSize(8);
    }

    @Test
    @DisplayName(
            "rule 5 V4 F5 a transfer to the United States says once on what it rests, and whom the decision covers")
    void saysTheBasisOfATransferOnce() {
        assertThat(saying("if it takes part in the EU–US Data Privacy Framework"))
                .containsExactlyInAnyOrder(F, V);
        assertThat(saying("The other recipients named here are in the EU or EEA"))
                .containsExactlyInAnyOrder(SA, SK, F, V);
        assertThat(saying("Privacy Shield")).isEmpty();
        assertThat(saying("(EU) 2021/914")).isEmpty();
        assertThat(saying("(EU) 2023/1795")).isEmpty();
    }

    @Test
    @DisplayName("rule 5 SK9 the form's address is told, and the way of programs only in the record")
    void tellsTheFormAndNotTheInterface() {
        assertThat(saying("its address in this service is /rights/"))
                .containsExactlyInAnyOrder(SA, SO, SM, SV, M, F, V);
        assertThat(saying("online service where requests can be made")).isEmpty();
        assertThat(lines(Kind.RECORD, F, "en")).anyMatch(line -> line.contains("online service"));
    }

    @Test
    @DisplayName("rule 5 SK8 where people in Sweden are in it, its authority is named in every language")
    void namesTheAuthorityOfSweden() {
        for (String language : Wording.LANGUAGES) {
            assertThat(lines(Kind.NOTICE, SK, language)).anyMatch(line -> line.contains("imy.se"));
            assertThat(lines(Kind.NOTICE, SA, language))
                    .noneMatch(line -> line.contains("imy.se"))
                    .anyMatch(line -> line.contains("tietosuoja.fi"));
        }
    }

    @Test
    @DisplayName("rule 5 the record speaks of people and to nobody")
    void theRecordSpeaksToNobody() {
        for (Profile profile : Shipped.profiles()) {
            for (String language : Wording.LANGUAGES) {
                assertThat(lines(Kind.RECORD, profile.id(), language))
                        .as(profile.id() + " " + language)
                        .noneMatch(line ->
                                TO_THE_READER.get(language).matcher(line).find());
            }
        }
    }

    @Test
    @DisplayName(
            "rule 5 SA4 of several times of erasure it is said that the first applies, and beside mails no hold is promised")
    void saysWhichTimeApplies() {
        assertThat(saying("the one that ends first applies")).containsExactlyInAnyOrder(SA, F, M);
        assertThat(entries(SA, "Stored e-mails"))
                .contains("A message that has been dealt with is erased at the latest one year after it arrived.")
                .doesNotContain("put off");
        assertThat(entries(SO, "Identification data for billing"))
                .contains(
                        "Erasing is put off as long as a debt is being collected, a dispute about the data is unsettled,");
        assertThat(entries(F, "Visitor data of the website")).doesNotContain("put off");
    }

    private static String entries(String register, String name) {
        return lines(Kind.NOTICE, register, "en").stream()
                .filter(line -> line.startsWith(name + ": ") && line.contains("The system’s rule"))
                .collect(Collectors.joining());
    }

    private static Set<String> saying(String words) {
        return Shipped.profiles().stream()
                .map(Profile::id)
                .filter(id -> lines(Kind.NOTICE, id, "en").stream().anyMatch(line -> line.contains(words)))
                .collect(Collectors.toSet());
    }

    private static List<String> lines(Kind kind, String register, String language) {
        return Shipped.lines(Shipped.text(kind, Shipped.profile(register), language));
    }

    private static Set<String> tablesWith(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> tables = Files.list(TABLES)) {
            for (Path table :
                    (Iterable<Path>) tables.filter(file -> file.toString().endsWith(".yaml"))::iterator) {
                if (Pattern.compile(pattern).matcher(Files.readString(table)).find()) {
                    found.add(table.getFileName().toString().replace(".yaml", ""));
                }
            }
        }
        return found;
    }
}
