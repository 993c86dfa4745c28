package fi.rekisterihub.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecentFormsTest {

    @Test
    void theFormOfAValueIsTheSameHoweverManyOthersWereMetBefore() {
        RecentForms recent = new RecentForms(FieldType.FAMILY_NAME, new Form());
        for (int i = 0; i < 20_000; i++) {
            String name = "Virta-" + (i * 31 % 7_000);
            assertThat(recent.of(name)).isEqualTo(plain(FieldType.FAMILY_NAME, name));
        }
    }

    @Test
    void oneWordHasTheFormOfItsOwnColumn() {
        Form form = new Form();
        RecentForms towns = new RecentForms(FieldType.CITY, form);
        RecentForms families = new RecentForms(FieldType.FAMILY_NAME, form);
        for (int i = 0; i < 2; i++) {
            assertThat(towns.of("Åbo")).isEqualTo(plain(FieldType.CITY, "Turku"));
            assertThat(families.of("Åbo")).isEqualTo(plain(FieldType.FAMILY_NAME, "Åbo"));
        }
    }

    private static byte[] plain(FieldType type, String value) {
        Form form = new Form();
        form.of(type, value);
        return Arrays.copyOf(form.bytes(), form.length());
    }
}
