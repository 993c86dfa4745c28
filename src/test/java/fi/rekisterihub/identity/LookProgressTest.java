package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is counted while a register is looked through after a run. */
class LookProgressTest {

    @Test
    void countsThoseLookedAtThoseLinkedAndThoseAskedAbout() {
        try (Sames sames = new Sames()) {
            sames.empty();
            sames.imported(
                    row("C-1", "Lehtimäki", "Aino", "aino.lehtimaki@koti.example", "0405550101", "Rantatie 5"),
                    row("C-2", "Lehtimaki", "Aino", "aino.lehtimaki@koti.exampel", "0405550109", "Rantatie 5"),
                    row("C-3", "Korhonen", "Tuisku", "tuisku.korhonen@yksi.example", "0405550921", "Kuusikuja 3 A 4"),
                    row("C-4", "Korhonen", "Tuisku", "te@kaksi.example", "0407770111", "Kuusikuja 3 A 4"));
            long run = sames.number("select id from run");
            LookReader looks = sames.hub.get(LookReader.class);
            assertThat(looks.ofRun(run)).isEmpty();
            String before = looks.pulse();

            sames.lookedFor();

            assertThat(looks.ofRun(run)).contains(new LookView("done", 4, 4L, 1, 1L));
            assertThat(looks.pulse()).isNotEqualTo(before);

            sames.jdbc
                    .sql("update identity_run set status = 'waiting', place = 0, entities = 0")
                    .update();
            sames.lookedFor();
            assertThat(looks.ofRun(run)).as("looked at once more").contains(new LookView("done", 4, 4L, 1, 1L));

            assertThat(sames.hub.get(PairReader.class).upTo(1)).isEqualTo(new PairReader.Questions(1, true));
            assertThat(sames.hub.get(PairReader.class).upTo(10)).isEqualTo(new PairReader.Questions(1, false));
        }
    }
}
