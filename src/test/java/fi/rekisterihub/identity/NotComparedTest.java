package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.EntityKind;
import fi.rekisterihub.subject.Erasures;
import fi.rekisterihub.subject.Restrictions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is restricted is compared with nobody, and of who was erased nothing is left in memory. */
class NotComparedTest {

    private static Sames sames;

    @BeforeAll
    static void start() {
        sames = new Sames();
    }

    @AfterAll
    static void stop() {
        sames.close();
    }

    @BeforeEach
    void twoWhoMayBeOne() {
        sames.empty();
        sames.imported(
                row("C-1", "Esimerkkilä", "Tuisku", "tuisku@yksi.example", "0405550921", "Kuusikuja 3 A 4"),
                row("C-2", "Esimerkkilä", "Tuisku", "te@kaksi.example", "0407770111", "Kuusikuja 3 A 4"));
        sames.lookedFor();
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    @DisplayName("SK8 restriction: nobody is asked whether the restricted is one with another, nor is that found")
    void theRestrictedAreComparedWithNobody() {
        sames.hub.get(Restrictions.class).restrict(sames.person("C-1"), "subject-request:1", "olli");

        assertThat(questions()).as("at once").isZero();
        // Before this process has followed, somebody comes who is surely the same.
        sames.imported(row("C-3", "Esimerkkilä", "Tuisku", "tuisku@yksi.exampel", "0405550928", "Kuusikuja 3 A 4"));
        sames.lookedFor();
        sames.lookedFor();

        assertThat(sames.groups()).isEmpty();
        assertThat(sames.texts("select one || '-' || other from likeness where %1$d in (one, other)"
                        .formatted(sames.person("C-1"))))
                .isEmpty();
        assertThat(sames.hub.get(Indexes.class).hold(Sames.REGISTER, sames.person("C-1")))
                .isFalse();

        sames.hub.get(Restrictions.class).lift(sames.person("C-1"), "subject-request:1", "olli");
        sames.lookedFor();

        assertThat(sames.hub.get(Indexes.class).hold(Sames.REGISTER, sames.person("C-1")))
                .as("and afterwards all is as before")
                .isTrue();
    }

    @Test
    @DisplayName("SA4: the index of a register forgets an erased person, values and all")
    void theIndexForgetsTheErased() {
        long gone = sames.person("C-1");
        sames.hub.get(Erasures.class).erase(gone, "subject-request:2", "olli");
        sames.lookedFor();

        IndexState.Ready ready = sames.hub
                .get(Indexes.class)
                .ready(Sames.REGISTER, EntityKind.PERSON)
                .orElseThrow();
        assertThat(ready.index().holds(gone)).isFalse();
        assertThat(ready.index().remembers("tuisku@yksi.example")).isFalse();
        assertThat(ready.index().remembers("te@kaksi.example")).as("another's").isTrue();
        assertThat(questions()).isZero();
    }

    private static long questions() {
        return sames.number("select count(*) from likeness");
    }
}
