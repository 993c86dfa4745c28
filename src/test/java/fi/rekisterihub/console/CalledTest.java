package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.register.ChangeView;
import fi.rekisterihub.support.FilledHub;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names where the tables know ids. */
class CalledTest {

    private final Called called = FilledHub.hub().get(Called.class);

    @Test
    void namesWhomAChangeIsOfAndKeepsTheNumberOfWhoIsGone() {
        Called.Named names =
                called.inChanges(List.of(change(101, "phone", null, "1"), change(999_999, "phone", null, "1")));

        assertThat(names.of(101L)).isEqualTo("Koivurannan Konepaja Oy");
        assertThat(names.of(999_999L)).isEqualTo("#999999");
        assertThat(called.inNotices(List.of()).of(201L)).isEqualTo("#201");
    }

    @Test
    void namesTheCompanyOfADutyAndNothingThatOnlyLooksLikeOne() {
        List<ChangeView> changes = called.companiesIn(List.of(
                change(201, "role", "– · company 102", "purchasing · company 101"),
                change(201, "role", null, "buys · sells · company 999999"),
                change(201, "role", null, "company 101"),
                change(201, "title", null, "boss · company 101")));

        assertThat(changes.get(0).fields().get(0).before()).isEqualTo("– · Åströms Bageri Ab");
        assertThat(changes.get(0).fields().get(0).after()).endsWith(" · Koivurannan Konepaja Oy");
        assertThat(changes.get(1).fields().get(0).after()).isEqualTo("buys · sells · #999999");
        assertThat(changes.get(2).fields().get(0).after()).isEqualTo("company 101");
        assertThat(changes.get(3).fields().get(0).after()).isEqualTo("boss · company 101");
    }

    private static ChangeView change(long entity, String field, @Nullable String before, String after) {
        return new ChangeView(
                1,
                entity,
                1L,
                "crm-person",
                null,
                Instant.EPOCH,
                List.of(new ChangeView.Field(field, before, after, "new")));
    }
}
