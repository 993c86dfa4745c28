package fi.rekisterihub.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PayloadJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 300)
    void writesTextsAsTheLibraryDoes(@ForAll String field, @ForAll String value) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(field, value);
        fields.put("emptied", null);
        Map<String, Object> payload = Map.of("entity", "person", "fields", fields);

        assertThat(JSON.readTree(PayloadJson.write(payload)))
                .isEqualTo(JSON.readTree(JSON.writeValueAsString(payload)));
    }

    @Test
    void writesNumbersAndLists() {
        assertThat(PayloadJson.write(Map.of("purposes", List.of("newsletter", 1))))
                .isEqualTo("""
                {"purposes":["newsletter",1]}""");
        assertThat(PayloadJson.write(Map.of())).isEqualTo("{}");
        assertThat(PayloadJson.write(Map.of("fields", Collections.singletonMap("email", null))))
                .isEqualTo("""
                {"fields":{"email":null}}""");
    }

    @Test
    void namesTheFieldsAndNoValueWhenSomethingIsNoJson() {
        assertThatThrownBy(() -> PayloadJson.write(Map.of("secret-free", new Object())))
                .hasMessageContaining("secret-free");
    }
}
