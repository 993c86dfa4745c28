package fi.rekisterihub.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which step may follow which, without a database. */
class RequestStateTest {

    private static final RequestState.Facts UNKNOWN = new RequestState.Facts(false, true, true, false);
    private static final RequestState.Facts KNOWN = new RequestState.Facts(true, true, true, false);
    private static final RequestState.Facts NEEDS_NOBODY = new RequestState.Facts(false, false, false, false);

    @ParameterizedTest
    @ValueSource(strings = {"received", "asked", "verified", "granted", "refused", "answered", "closed"})
    @DisplayName("SK9 nothing is granted and nothing told before it is known who asks")
    void tellsNothingBeforeItIsKnownWhoAsks(String state) {
        RequestState now = RequestState.of(state);

        assertThat(now.after(Happening.GRANTED, UNKNOWN)).isEmpty();
        if (!state.equals("verified")) {
            assertThat(now.after(Happening.DISCLOSED, UNKNOWN)).isEmpty();
        }
    }

    @Test
    void goesTheWholeWay() {
        RequestState state = new RequestState.Received();
        state = state.after(Happening.IDENTITY_ASKED, UNKNOWN).orElseThrow();
        assertThat(state.word()).isEqualTo("asked");
        state = state.after(Happening.IDENTITY_VERIFIED, UNKNOWN).orElseThrow();
        assertThat(state.word()).isEqualTo("verified");
        state = state.after(Happening.GRANTED, KNOWN).orElseThrow();
        state = state.after(Happening.DISCLOSED, KNOWN).orElseThrow();
        state = state.after(Happening.ANSWERED, KNOWN).orElseThrow();
        state = state.after(Happening.CLOSED, KNOWN).orElseThrow();
        assertThat(state).isEqualTo(new RequestState.Closed());
        assertThat(state.open()).isFalse();
    }

    @Test
    void aPersonWhoWasAskedForDetailsIsNotDecidedBeforeTheyAnswer() {
        RequestState asked = new RequestState.Asked();

        assertThat(asked.after(Happening.GRANTED, KNOWN)).isEmpty();
        assertThat(asked.after(Happening.REFUSED, KNOWN)).contains(new RequestState.Refused());
        assertThat(asked.after(Happening.DETAILS_GIVEN, KNOWN)).contains(new RequestState.Verified());
        assertThat(asked.after(Happening.DETAILS_GIVEN, UNKNOWN)).contains(new RequestState.Received());
    }

    @Test
    void anotherPersonIsIdentifiedAnew() {
        RequestState.Facts another = new RequestState.Facts(true, true, true, true);

        assertThat(new RequestState.Verified().after(Happening.PERSON_FOUND, another))
                .contains(new RequestState.Received());
        assertThat(new RequestState.Verified().after(Happening.PERSON_FOUND, KNOWN))
                .contains(new RequestState.Verified());
    }

    @Test
    void onlyWhatWasNotToldCanBeTakenBack() {
        RequestState.Facts forGood = new RequestState.Facts(true, true, false, false);

        assertThat(new RequestState.Granted().after(Happening.REOPENED, KNOWN)).contains(new RequestState.Verified());
        assertThat(new RequestState.Granted().after(Happening.REOPENED, forGood))
                .isEmpty();
        assertThat(new RequestState.Refused().after(Happening.REOPENED, forGood))
                .contains(new RequestState.Verified());
        assertThat(new RequestState.Answered().after(Happening.REOPENED, KNOWN)).isEmpty();
    }

    @Test
    void whatOnlyAddsAProhibitionNeedsNoIdentity() {
        assertThat(new RequestState.Received().after(Happening.GRANTED, NEEDS_NOBODY))
                .contains(new RequestState.Granted());
    }

    @Test
    void nothingFollowsTheEndButTheEndOfARestriction() {
        Set<Happening> may = Arrays.stream(Happening.values())
                .filter(what -> new RequestState.Closed().after(what, KNOWN).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Happening.class)));

        assertThat(may).containsExactly(Happening.RESTRICTION_LIFTED);
    }

    @Test
    void everyStateIsKnownByItsWord() {
        for (String word : new String[] {"received", "asked", "verified", "granted", "refused", "answered", "closed"}) {
            assertThat(RequestState.of(word).word()).isEqualTo(word);
        }
    }
}
