package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever order the acts arrive in, and however often, what is in force is the same, and it is what {@link ScopeRule} says
 * of them: here all of the ledger and its queries is asked. The acts are days apart, as far as clocks may differ and more.
 */
class PermissionOrderTest {

    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";
    private static final PermissionBench BENCH = new PermissionBench();

    record Fact(boolean grant, int day, String channel, String scope, boolean here) {

        boolean covers(String wantedScope) {
            return here
                    && (channel.equals("email") || channel.equals("*"))
                    && (scope.equals("*") || scope.equals(wantedScope));
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void anyOrderAndAnyRepetitionGivesTheSameState(@ForAll("facts") List<Fact> facts, @ForAll Random order) {
        List<Integer> arrivals = new ArrayList<>();
        for (int fact = 0; fact < facts.size(); fact++) {
            Collections.addAll(arrivals, fact, fact);
        }
        Collections.shuffle(arrivals, order);
        String email = People.freshEmail();
        long person = BENCH.people.add(REGISTER, email, null);

        arrivals.forEach(number -> BENCH.ledger.record(act(facts.get(number), email + number, person, email)));

        for (String scope : List.of("*", "newsletter:safety")) {
            assertThat(BENCH.states
                            .of(person, "direct-marketing", "email", scope)
                            .permission())
                    .as("scope %s after %s", scope, arrivals)
                    .isEqualTo(expected(facts, scope));
        }
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("email", "*", "phone"),
                        Arbitraries.of("*", "newsletter:safety"),
                        Arbitraries.of(true, true, true, false))
                .as(Fact::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static PermissionAct act(Fact fact, String eventKey, long person, String email) {
        return new PermissionAct(
                eventKey,
                fact.here() ? fact.day() % 2 == 0 ? null : REGISTER : "another-register",
                "direct-marketing",
                fact.channel(),
                fact.scope(),
                fact.grant() ? Permission.GRANTED : Permission.PROHIBITED,
                fact.grant() ? "link" : "mailchimp",
                true,
                fact.grant() ? Set.of(person) : Set.of(),
                fact.grant() ? null : email,
                null,
                Map.of(),
                Instant.parse("2026-01-05T10:00:00Z").plusSeconds(2 * 86_400L * fact.day()));
    }

    /** The rule in its plainest words: prohibited unless the person's last grant is later than the last prohibition. */
    private static Permission expected(List<Fact> facts, String scope) {
        int lastProhibition = last(facts, false, scope);
        int lastGrant = last(facts, true, scope);
        return lastProhibition >= 0 && lastGrant <= lastProhibition ? Permission.PROHIBITED : Permission.GRANTED;
    }

    private static int last(List<Fact> facts, boolean grant, String scope) {
        return facts.stream()
                .filter(fact -> fact.grant() == grant && fact.covers(scope))
                .mapToInt(Fact::day)
                .max()
                .orElse(-1);
    }
}
