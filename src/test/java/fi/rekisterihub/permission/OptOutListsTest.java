package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OptOutListsTest {

    private static final String LIST = "dma-optout";
    private static final String REGISTER = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();

    @Test
    @DisplayName("SM2 an entry of the association's list stops marketing in its channel, and only there")
    void bindsWhoeverHasTheNumber() {
        long person = bench.people.add(REGISTER, People.freshEmail(), "09 555 0123");
        bench.lists.apply(LIST, 1, List.of(phone("a", "+358 9 5550123", null)), List.of());
        assertThat(may(person, "phone")).isFalse();
        assertThat(may(person, "post")).isTrue();
        assertThat(bench.mayEmail(person)).isTrue();
    }

    @Test
    void bindsAPersonWhoGotTheNumberAfterwards() {
        bench.lists.apply(LIST, 1, List.of(phone("a", "09 555 0124", null)), List.of());
        assertThat(may(bench.people.add(REGISTER, null, "+35895550124"), "phone"))
                .isFalse();
    }

    @Test
    void bindsByNameAndAddressForPost() {
        long person = bench.people.add(REGISTER, People.freshEmail(), null);
        bench.jdbc
                .sql("update person set post_key = :key where id = :id")
                .param("key", bench.keys.post("Esimerkki", "Eeva", "Koivukuja 1 A 2", "00100"))
                .param("id", person)
                .update();
        OptOutRow row = new OptOutRow(
                "p", "post", false, null, null, null, "ESIMERKKI", "Eeva", "Koivukuja 1 A 2", "00100", null);
        bench.lists.apply(LIST, 1, List.of(row), List.of());
        assertThat(may(person, "post")).isFalse();
        assertThat(may(person, "phone")).isTrue();
    }

    @Test
    void keepsNeitherNameNorAddressOfWhomItLists() {
        OptOutRow row = new OptOutRow(
                "posti|Esimerkki|Eeva|Koivukuja 1|00100",
                "post",
                false,
                null,
                null,
                null,
                "Esimerkki",
                "Eeva",
                "Koivukuja 1",
                "00100",
                null);
        bench.lists.apply(LIST, 1, List.of(row, phone("puhelin|+35895550133", "09 555 0133", null)), List.of());

        assertThat(bench.jdbc
                        .sql("select o::text from optout_entry o")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(
                        text -> text.contains("Esimerkki") || text.contains("Koivukuja") || text.contains("5550133"));
    }

    @Test
    void endsWhatAVerifiedListNoLongerHoldsAndKeepsItsHistory() {
        long person = bench.people.add(REGISTER, null, "09 555 0125");
        bench.lists.apply(LIST, 1, List.of(phone("a", "09 555 0125", null)), List.of());
        bench.lists.apply(LIST, 2, List.of(), List.of("a", "never-seen"));
        assertThat(may(person, "phone")).isTrue();
        assertThat(bench.jdbc
                        .sql("select ended_run from optout_entry")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(entries()).isZero();

        bench.lists.apply(LIST, 3, List.of(phone("a", "09 555 0125", null)), List.of());
        assertThat(may(person, "phone")).isFalse();
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void appliesTheSameChunkTwiceAsOnce() {
        List<OptOutRow> rows = List.of(phone("a", "09 555 0126", null), phone("b", "09 555 0127", null));
        bench.lists.apply(LIST, 1, rows, List.of());
        bench.lists.apply(LIST, 1, rows, List.of());
        assertThat(entries()).isEqualTo(2);
        assertThat(bench.jdbc
                        .sql("select count(*) from optout_entry")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void holdsThreeYearsWhenTheListDoesNotSay() {
        bench.lists.apply(LIST, 1, List.of(phone("a", "09 555 0128", null)), List.of());
        assertThat(bench.jdbc
                        .sql("select valid_until from optout_entry")
                        .query(LocalDate.class)
                        .single())
                .isBetween(
                        LocalDate.now().plusYears(3).minusDays(1),
                        LocalDate.now().plusYears(3).plusDays(1));
    }

    @Test
    void bindsNobodyAfterItsLastDay() {
        long person = bench.people.add(REGISTER, null, "09 555 0129");
        bench.lists.apply(
                LIST, 1, List.of(phone("a", "09 555 0129", LocalDate.now().minusDays(2))), List.of());
        assertThat(may(person, "phone")).isTrue();
    }

    @Test
    @DisplayName("rule 6: the association's list binds the registers whose profile says so")
    void bindsOnlyTheRegistersWhoseProfileSaysSo() {
        long person = bench.people.add("nobody", null, "09 555 0130");
        bench.lists.apply(LIST, 1, List.of(phone("a", "09 555 0130", null)), List.of());
        assertThat(may(person, "phone")).isTrue();
    }

    @Test
    @DisplayName(
            "rule 6: a customer's own later word lifts the association's list in its channel, an earlier one does not")
    void ownLaterWordLiftsTheListInItsChannel() {
        long early = bench.people.add(REGISTER, null, "09 555 0134");
        long late = bench.people.add(REGISTER, null, "09 555 0135");
        bench.permits(early, "phone");
        bench.lists.apply(
                LIST, 1, List.of(phone("a", "09 555 0134", null), phone("b", "09 555 0135", null)), List.of());
        bench.permits(late, "phone");

        assertThat(may(early, "phone")).isFalse();
        assertThat(may(late, "phone")).isTrue();
        assertThat(may(late, "sms")).as("of this nothing was said").isTrue();

        bench.lists.apply(LIST, 2, List.of(), List.of("b"));
        bench.lists.apply(LIST, 3, List.of(phone("b", "09 555 0135", null)), List.of());

        assertThat(may(late, "phone"))
                .as("whoever comes onto the list anew says it anew")
                .isFalse();
    }

    @Test
    void handsBackWhatNamesNobodyAndLiftsNothingForIt() {
        long person = bench.people.add(REGISTER, null, "09 555 0131");
        bench.lists.apply(LIST, 1, List.of(phone("a", "09 555 0131", null)), List.of());
        List<String> unusable = bench.lists.apply(
                LIST,
                2,
                List.of(
                        phone("a", "???", null),
                        new OptOutRow("b", "post", false, null, null, null, "Esimerkki", null, "Katu 1", "00100", null),
                        new OptOutRow("c", "pigeon", false, "09 555 0132", null, null, null, null, null, null, null)),
                List.of());
        assertThat(unusable).containsExactly("a", "b", "c");
        assertThat(may(person, "phone")).isFalse();
    }

    private boolean may(long person, String channel) {
        return bench.states.mayContact(person, PermissionAct.DIRECT_MARKETING, channel);
    }

    private long entries() {
        return bench.jdbc
                .sql("select entries from optout_list")
                .query(Long.class)
                .single();
    }

    private static OptOutRow phone(String key, String phone, @Nullable LocalDate validUntil) {
        return new OptOutRow(key, "phone", false, phone, null, null, null, null, null, null, validUntil);
    }
}
