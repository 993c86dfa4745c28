package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

    private final PermissionBench bench = new PermissionBench();
    private final Suppressions suppressions = new Suppressions(bench.jdbc);

    @Test
    void keepsAnIdentityOutOfTheRegisterThatErasedIt() {
        suppressions.suppress("one", List.of("email:a", "phone:b"), "erased");
        suppressions.suppress("one", List.of("email:a"), "erased");
        assertThat(suppressions.suppressed("one", List.of("email:a", "email:c")))
                .containsExactly("email:a");
        assertThat(suppressions.suppressed("other", List.of("email:a"))).isEmpty();
        assertThat(suppressions.suppressed("one", List.of())).isEmpty();
    }
}
