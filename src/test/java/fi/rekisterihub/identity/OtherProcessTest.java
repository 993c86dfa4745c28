package fi.rekisterihub.identity;

import static fi.rekisterihub.identity.Sames.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Several processes share a register; each has an index of its own. */
class OtherProcessTest {

    @Test
    void followsWhatAnotherProcessHasLookedAt() {
        try (Sames sames = new Sames()) {
            sames.empty();
            sames.imported(row("C-1", "Lehtimäki", "Aino", "aino@koti.example", "0405550101", "Rantatie 5"));
            sames.lookedFor();
            Changes other = new Changes(sames.jdbc);
            Indexes indexes = sames.hub.get(Indexes.class);

            sames.imported(row("C-2", "Korhonen", "Tuisku", "tuisku@koti.example", "0405550921", "Kuusikuja 3"));
            other.takeIn();
            other.runs().forEach(run -> other.done(run.runId(), run.place(), 0));
            assertThat(indexes.hold(Sames.REGISTER, sames.person("C-2"))).isFalse();
            sames.lookedFor();
            assertThat(indexes.hold(Sames.REGISTER, sames.person("C-2"))).isTrue();

            long restricted = sames.person("C-1");
            sames.jdbc
                    .sql("update person set restricted_at = now() where id = :id")
                    .param("id", restricted)
                    .update();
            List<Changes.Touched> touched = other.touched();
            assertThat(touched).extracting(Changes.Touched::entityId).containsExactly(restricted);
            other.done(touched.stream().map(Changes.Touched::id).toList());
            sames.lookedFor();
            assertThat(indexes.hold(Sames.REGISTER, restricted)).isFalse();
        }
    }
}
