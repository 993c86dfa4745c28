package fi.rekisterihub.subject;

import static fi.rekisterihub.subject.RequestGround.SOFOR;
import static fi.rekisterihub.subject.RequestGround.WHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.rekisterihub.Finland;
import fi.rekisterihub.permission.People;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What begins when a request arrives. */
class SubjectRequestsTest {

    private static RequestGround ground;

    @BeforeAll
    static void start() {
        ground = new RequestGround();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @ParameterizedTest
    @EnumSource(RequestKind.class)
    @DisplayName("SK8 every right can be used, and has its days at once")
    void receivesEveryKind(RequestKind kind) {
        long request = ground.asks(kind, ground.person());

        RequestView seen = ground.see(request);
        assertThat(seen.kind()).isEqualTo(kind);
        assertThat(seen.registerId()).isEqualTo(SOFOR);
        assertThat(seen.lawBy()).isEqualTo(Finland.today().plusMonths(1));
        assertThat(ground.happened(request)).startsWith("received", "person-found");
    }

    @Test
    @DisplayName("SK9 requests by e-mail, post or visit are recorded with the way they came")
    void recordsTheWay() {
        for (RequestWay way : RequestWay.values()) {
            long request = ground.requests
                    .receive(NewRequest.of(RequestGround.key(), SOFOR, RequestKind.ACCESS, way, null), WHO)
                    .requestId();
            assertThat(ground.see(request).way()).isEqualTo(way);
        }
    }

    @Test
    @DisplayName("M6 a request to check or update data is itself recorded about the person")
    void isRecordedAboutThePerson() {
        long person = ground.person();
        long one = ground.asks(RequestKind.ACCESS, person);
        long other = ground.asks(RequestKind.RECTIFICATION, person);

        assertThat(ground.reader.ofPerson(person)).extracting(RequestView::id).containsExactly(other, one);
        assertThat(ground.jdbc
                        .sql("select count(*) from subject_event where person_id = ? and register_id = ?")
                        .params(person, SOFOR)
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    @DisplayName("SA6 a week by the register's promise and a month by the law, both kept in mind")
    void keepsBothDays() {
        Instant came = RequestGround.daysAgo(2);
        long person = ground.people().add(RequestGround.A_WEEK, People.freshEmail(), null);
        long request = ground.requests
                .receive(
                        NewRequest.of(RequestGround.key(), null, RequestKind.ACCESS, RequestWay.POST, person)
                                .at(came, null),
                        WHO)
                .requestId();

        LocalDate day = LocalDate.ofInstant(came, Finland.ZONE);
        RequestView seen = ground.see(request);
        assertThat(seen.promisedBy()).isEqualTo(day.plusDays(7));
        assertThat(seen.lawBy()).isEqualTo(day.plusMonths(1));
        assertThat(seen.dueBy()).isEqualTo(seen.promisedBy());
    }

    @Test
    void whoDoesNotSayWhichRegisterIsAnsweredByTheStrictestPromise() {
        long request = ground.requests
                .receive(NewRequest.of(RequestGround.key(), null, RequestKind.ACCESS, RequestWay.EMAIL, null), WHO)
                .requestId();

        assertThat(ground.see(request).dueBy()).isEqualTo(Finland.today().plusDays(7));
    }

    @Test
    void theSameRequestTwiceIsOne() {
        NewRequest asked =
                NewRequest.of(RequestGround.key(), null, RequestKind.RECTIFICATION, RequestWay.API, ground.person());

        Arrival first = ground.requests.receive(asked, WHO);
        Arrival second = ground.requests.receive(asked, WHO);

        assertThat(first).isInstanceOf(Arrival.New.class);
        assertThat(second).isEqualTo(new Arrival.KnownBefore(first.requestId()));
        assertThat(ground.happened(first.requestId())).containsExactly("received", "person-found", "restricted");
    }

    @Test
    void theSameRequestFromManyAtOnceIsOne() throws Exception {
        NewRequest asked =
                NewRequest.of(RequestGround.key(), null, RequestKind.RECTIFICATION, RequestWay.API, ground.person());
        ExecutorService callers = Executors.newFixedThreadPool(6);
        try {
            List<Future<Arrival>> arrivals = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                arrivals.add(callers.submit(() -> ground.requests.receive(asked, WHO)));
            }
            List<Arrival> came = new ArrayList<>();
            for (Future<Arrival> arrival : arrivals) {
                came.add(arrival.get());
            }
            Set<Long> numbers = came.stream().map(Arrival::requestId).collect(Collectors.toSet());
            assertThat(numbers).hasSize(1);
            assertThat(came).filteredOn(Arrival.New.class::isInstance).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RequestKind.class,
            names = {"RECTIFICATION", "RESTRICTION"})
    @DisplayName("SK8 restriction begins with the request")
    void restrictsFromTheRequestOn(RequestKind kind) {
        long person = ground.person();

        long request = ground.asks(kind, person);

        assertThat(ground.restricted(person)).isTrue();
        assertThat(ground.see(request).restricted()).isTrue();
    }

    @Test
    @DisplayName("V6 disputed data is restricted until it is resolved")
    void restrictsWhatIsObjectedToUntilItIsDecided() {
        long person = ground.person();

        long request = ground.requests
                .receive(RequestGround.objection(person, "profiling", "Olen turvakiellossa."), WHO)
                .requestId();
        assertThat(ground.restricted(person)).isTrue();
        ground.desk.verifyIdentity(request, "call-back", null, WHO);
        ground.desk.refuse(request, "compelling-grounds", "Luottopäätös nojaa siihen.", WHO);

        assertThat(ground.restricted(person)).isFalse();
        assertThat(ground.happened(request)).contains("restricted", "restriction-lifted", "refused");
    }

    @Test
    void doesNotRestrictWhereTheProfileLeavesIt() {
        ground.under("restrict-while-deciding: false", () -> {
            long person = ground.person();
            ground.asks(RequestKind.RECTIFICATION, person);
            assertThat(ground.restricted(person)).isFalse();
        });
    }

    @Test
    void anInspectionRestrictsNothing() {
        long person = ground.person();
        ground.asks(RequestKind.ACCESS, person);

        assertThat(ground.restricted(person)).isFalse();
    }

    @Test
    void whoIsFoundLaterIsRestrictedThen() {
        long person = ground.person();
        long request = ground.asks(RequestKind.RECTIFICATION, null);

        ground.desk.findPerson(request, person, WHO);

        assertThat(ground.restricted(person)).isTrue();
    }

    @Test
    void refusesWhomItDoesNotKnow() {
        assertThatThrownBy(() -> ground.asks(RequestKind.ACCESS, 987654321L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("987654321");
        assertThatThrownBy(() -> ground.requests.receive(
                        NewRequest.of(RequestGround.key(), "olematon", RequestKind.ACCESS, RequestWay.API, null), WHO))
                .hasMessageContaining("olematon");
        assertThatThrownBy(() -> NewRequest.of(" ", SOFOR, RequestKind.ACCESS, RequestWay.API, null))
                .hasMessageContaining("key");
    }
}
