package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the rule whatever was said, and in whatever order. */
class ScopeRuleTest {

    @Property(tries = 500)
    void coveringIsAnOrder(
            @ForAll("reaches") Reach one, @ForAll("reaches") Reach other, @ForAll("reaches") Reach third) {
        assertThat(one.covers(one)).isTrue();
        if (one.covers(other) && other.covers(one)) {
            assertThat(one).isEqualTo(other);
        }
        if (one.covers(other) && other.covers(third)) {
            assertThat(one.covers(third)).isTrue();
        }
        assertThat(one.meets(other)).isEqualTo(other.meets(one));
        if (one.covers(other)) {
            assertThat(one.meets(other)).isTrue();
        }
    }

    @Property(tries = 500)
    void twoMeetWhereSomeQuestionIsCoveredByBoth(
            @ForAll("reaches") Reach one, @ForAll("reaches") Reach other, @ForAll("reaches") Reach question) {
        if (one.covers(question) && other.covers(question)) {
            assertThat(one.meets(other)).isTrue();
        }
    }

    @Property(tries = 500)
    void orderAndRepetitionAreNothing(
            @ForAll("said") List<Said> said, @ForAll("reaches") Reach question, @ForAll Random random) {
        List<Said> twice = new ArrayList<>(said);
        twice.addAll(said);
        Collections.shuffle(twice, random);
        assertThat(ScopeRule.answer(question, twice)).isEqualTo(ScopeRule.answer(question, said));
    }

    @Property(tries = 500)
    void aProhibitionNeverOpensAndAPermissionNeverCloses(
            @ForAll("said") List<Said> said, @ForAll("one") Said more, @ForAll("reaches") Reach question) {
        boolean before = prohibited(question, said);
        List<Said> after = new ArrayList<>(said);
        after.add(more);
        assertThat(prohibited(question, after) || !before || !more.prohibits()).isTrue();
        assertThat(!prohibited(question, after) || before || more.prohibits()).isTrue();
    }

    @Property(tries = 500)
    void whatIsNarrowSaysNothingOfTheWide(
            @ForAll("said") List<Said> said, @ForAll("one") Said more, @ForAll("reaches") Reach question) {
        List<Said> after = new ArrayList<>(said);
        after.add(more);
        if (!more.reach().covers(question)) {
            assertThat(ScopeRule.answer(question, after)).isEqualTo(ScopeRule.answer(question, said));
        }
    }

    @Property(tries = 500)
    void aWideProhibitionBindsEverythingNarrowThatIsNotPermittedLater(
            @ForAll("said") List<Said> said, @ForAll("one") Said wide, @ForAll("reaches") Reach narrow) {
        List<Said> all = new ArrayList<>(said);
        all.add(wide);
        if (wide.prohibits()
                && wide.reach().covers(narrow)
                && said.stream()
                        .noneMatch(one -> !one.prohibits() && one.countsFrom().isAfter(wide.countsFrom()))) {
            assertThat(prohibited(narrow, all)).isTrue();
        }
    }

    @Property(tries = 500)
    void whatHoldsAllOfItNeedsNotBeSaidAgain(
            @ForAll("said") List<Said> said, @ForAll("reaches") Reach about, @ForAll("reaches") Reach question) {
        boolean known = said.stream().anyMatch(one -> ScopeRule.holdsAll(one, about, said));
        if (known && about.covers(question)) {
            assertThat(prohibited(question, said)).isTrue();
        }
    }

    @Property(tries = 500)
    void whatStandsProhibitsSomething(@ForAll("said") List<Said> said) {
        for (Said one : said) {
            if (one.prohibits() && ScopeRule.stands(one, said)) {
                assertThat(prohibited(one.reach(), said)).isTrue();
            }
        }
    }

    @Example
    void anEntryOfAListIsLiftedByAPersonsLaterWordOnly() {
        Reach email = new Reach("a", PermissionAct.DIRECT_MARKETING, "email", Reach.ALL);
        Said entry = new Said(email, Permission.PROHIBITED, "list", at(3), at(3), null);
        assertThat(ScopeRule.answer(email, List.of(entry, said(email, Permission.GRANTED, 3))))
                .contains(entry);
        assertThat(prohibited(email, List.of(entry, said(email, Permission.GRANTED, 4))))
                .isFalse();
    }

    @Example
    void saysSinceWhenAndNotWhoRepeatedIt() {
        Reach email = new Reach("a", PermissionAct.DIRECT_MARKETING, "email", Reach.ALL);
        Said before = said(email, Permission.PROHIBITED, 1);
        Said grant = said(email, Permission.GRANTED, 2);
        Said first = said(email, Permission.PROHIBITED, 3);
        Said echo = said(email, Permission.PROHIBITED, 4);
        assertThat(ScopeRule.answer(email, List.of(echo, before, grant, first))).contains(first);
    }

    @Example
    void nothingIsSaidOfServiceMessages() {
        Reach all = new Reach(null, ScopeRule.SERVICE, Reach.ALL, Reach.ALL);
        assertThat(ScopeRule.answer(all, List.of(said(all, Permission.PROHIBITED, 1))))
                .isEmpty();
    }

    private static boolean prohibited(Reach question, List<Said> said) {
        Optional<Said> answer = ScopeRule.answer(question, said);
        return answer.isPresent() && answer.get().prohibits();
    }

    @Provide
    Arbitrary<Reach> reaches() {
        return Combinators.combine(
                        Arbitraries.of("a", "b").injectNull(0.4),
                        Arbitraries.of(PermissionAct.DIRECT_MARKETING, PermissionAct.DIRECT_MARKETING, "research"),
                        Arbitraries.of("email", "phone", Reach.ALL),
                        Arbitraries.of("newsletter:one", "newsletter:two", Reach.ALL))
                .as(Reach::new);
    }

    @Provide
    Arbitrary<Said> one() {
        return Combinators.combine(
                        reaches(),
                        Arbitraries.of(Permission.class),
                        Arbitraries.integers().between(0, 5))
                .as(ScopeRuleTest::said);
    }

    @Provide
    Arbitrary<List<Said>> said() {
        return one().list().ofMaxSize(7);
    }

    private static Said said(Reach reach, Permission permission, int hour) {
        long event = Math.abs((long) reach.hashCode()) * 20 + hour * 2L + permission.ordinal();
        return new Said(reach, permission, "test", at(hour), at(hour), event);
    }

    private static Instant at(int hour) {
        return PermissionBench.MONDAY.plusSeconds(3600L * hour);
    }
}
