package fi.rekisterihub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderedIdTest {

    @Test
    void isOfVersionSeven() {
        assertThat(OrderedId.next().version()).isEqualTo(7);
        assertThat(OrderedId.next().variant()).isEqualTo(2);
    }

    @Test
    void aPartHasOneIdForOneName() {
        UUID notice = OrderedId.next();

        assertThat(OrderedId.within(notice, "print-house"))
                .isEqualTo(OrderedId.within(notice, "print-house"))
                .isNotEqualTo(OrderedId.within(notice, "event-office"))
                .isNotEqualTo(OrderedId.within(OrderedId.next(), "print-house"));
    }

    @Test
    void partsLieBesideTheirWhole() {
        UUID notice = OrderedId.next();
        UUID part = OrderedId.within(notice, "print-house");

        assertThat(part.getMostSignificantBits()).isEqualTo(notice.getMostSignificantBits());
        assertThat(part.version()).isEqualTo(7);
        assertThat(part.variant()).isEqualTo(2);
    }

    @Test
    void manyNamesHaveManyIds() {
        UUID notice = OrderedId.next();
        Set<UUID> parts = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            parts.add(OrderedId.within(notice, "recipient-" + i));
        }

        assertThat(parts).hasSize(10_000);
    }
}
