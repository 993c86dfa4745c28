package fi.rekisterihub.description;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.description.ComparedLine.Piece;
import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.RecipientRule;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Profile profile = Shipped.profile("sofor-asiakasrekisteri");

    @Test
    void findsNothingBetweenATextAndItself() {
        Description text = Shipped.text(Kind.NOTICE, profile, "fi");
        Description ofAnotherDay = Descriptions.of(
                Kind.NOTICE,
                Shipped.with(profile, "fingerprint", old -> "ab".repeat(32)),
                "fi",
                Shipped.DAY.plusDays(9),
                Shipped.DAY);

        assertThat(Comparison.of(text, ofAnotherDay).same()).isTrue();
    }

    @Test
    @DisplayName("rule 5 a field more for a recipient is shown as that word in that line, in each language")
    void showsAFieldMoreAsOneWord() {
        Profile other = Shipped.with(profile, "recipients", recipients -> ((List<?>) recipients)
                .stream()
                        .map(RecipientRule.class::cast)
                        .map(one -> one.id().equals("brevo")
                                ? Shipped.with(one, "personFields", any -> Set.of("givenName", "email"))
                                : one)
                        .toList());

        Comparison comparison =
                Comparison.of(Shipped.text(Kind.NOTICE, profile, "en"), Shipped.text(Kind.NOTICE, other, "en"));

        assertThat(comparison.parts()).extracting(Comparison.ComparedPart::id).containsExactly("recipients");
        assertThat(comparison.differences()).isEqualTo(1);
        ComparedLine line = comparison.parts().get(0).lines().stream()
                .filter(it -> it.mark() == Mark.CHANGED)
                .findFirst()
                .orElseThrow();
        assertThat(line.pieces().get(0).text()).startsWith("Brevo (Sendinblue SAS).");
        assertThat(line.pieces())
                .anyMatch(piece -> piece.mark() == Mark.REMOVED && piece.text().contains("Family"));
    }

    @Test
    void showsAWholeLineThatCameOrWent() {
        RecipientRule printer = profile.recipients().get(1);
        Comparison gone = Comparison.of(
                Shipped.text(Kind.NOTICE, profile, "fi"),
                Shipped.text(Kind.NOTICE, Shipped.without(profile, "recipients", printer), "fi"));

        assertThat(gone.parts().stream().flatMap(part -> part.lines().stream()))
                .anyMatch(line -> line.mark() == Mark.REMOVED
                        && line.pieces().get(0).text().startsWith(printer.name()));
    }

    @Test
    void showsAPartThatOnlyOneOfTheTextsHas() {
        Profile silent = Shipped.with(profile, "permissions", any -> List.of());

        Comparison comparison =
                Comparison.of(Shipped.text(Kind.NOTICE, profile, "sv"), Shipped.text(Kind.NOTICE, silent, "sv"));

        assertThat(comparison.parts())
                .anyMatch(part -> part.id().equals("permissions")
                        && part.mark() == Mark.REMOVED
                        && part.lines().stream().allMatch(line -> line.mark() == Mark.REMOVED));
    }

    @Test
    void bothTextsCanBeReadOutOfTheDifferenceWhateverChanged() {
        Random chance = new Random(5);
        for (int trial = 0; trial < 300; trial++) {
            List<String> before = sentence(chance);
            List<String> after = sentence(chance);
            ComparedLine line = ComparedLine.changed(String.join(" ", before), String.join(" ", after));

            assertThat(read(line, Mark.REMOVED)).isEqualTo(String.join(" ", before));
            assertThat(read(line, Mark.ADDED)).isEqualTo(String.join(" ", after));
        }
    }

    private static String read(ComparedLine line, Mark side) {
        return String.join(
                " ",
                line.pieces().stream()
                        .filter(piece -> piece.mark() == Mark.SAME || piece.mark() == side)
                        .map(Piece::text)
                        .toList());
    }

    private static List<String> sentence(Random chance) {
        return IntStream.range(0, 1 + chance.nextInt(12))
                .mapToObj(i -> "sana" + chance.nextInt(5))
                .toList();
    }
}
