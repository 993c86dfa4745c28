package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.permission.PermissionModel.Row;
import java.util.List;

/** What must hold when everything has come to rest. */
final class SimulationEnd {

    private static final String[] SCOPES = {"*", "newsletter:one", "newsletter:two"};

    private final SimulatedWorld world;

    SimulationEnd(SimulatedWorld world) {
        this.world = world;
    }

    void check(int words, int calls) {
        world.model.rows.stream().filter(row -> !row.gone).forEach(row -> {
            theHubSaysNo(row);
            theProvidersAreSilent(row);
        });
        world.providers.values().forEach(SimulationEnd::heardInOrder);
        assertThat(calls).as("what was told, of %d words", words).isLessThanOrEqualTo(40 * (words + 3));
    }

    private void theHubSaysNo(Row row) {
        for (String channel : new String[] {"email", "phone"}) {
            for (String scope : SCOPES) {
                boolean byList = SimulatedHub.LISTS_BIND.contains(row.register)
                        && channel.equals("email")
                        && world.model.isListedAndSilent(row, scope);
                if (byList || world.model.mustNot(row, channel, scope)) {
                    assertThat(world.hub.states.of(row.id, PermissionAct.DIRECT_MARKETING, channel, scope))
                            .as("row %d of human %d, %s, %s", row.id, row.human, channel, scope)
                            .matches(it -> it.permission() == Permission.PROHIBITED
                                    && !it.source().equals("profile"));
                }
            }
        }
    }

    private void theProvidersAreSilent(Row row) {
        if (row.email == null || !world.model.mustNot(row, "email", "*")) {
            return;
        }
        for (String provider : SimulatedHub.PROVIDERS.getOrDefault(row.register, List.of())) {
            assertThat(world.providers.get(provider).keepsSilent(row.email))
                    .as("%s keeps %s (row %d) silent", provider, row.email, row.id)
                    .isTrue();
        }
    }

    private static void heardInOrder(SimulatedProvider provider) {
        provider.positions.forEach((entity, positions) -> assertThat(positions)
                .as("%s hears of row %d in order", provider.id, entity)
                .isSorted());
    }
}
