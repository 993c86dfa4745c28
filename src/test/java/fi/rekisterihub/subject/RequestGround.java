package fi.rekisterihub.subject;

import fi.rekisterihub.permission.People;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.ChangedProfile;
import fi.rekisterihub.support.QuietHub;
import fi.rekisterihub.support.TestHome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A quiet hub with people who ask. */
public final class RequestGround implements AutoCloseable {

    public static final String SOFOR = "sofor-asiakasrekisteri";
    public static final String WHO = "virkailija";

    /** The customer database of Soprano, which promises a week and one free inspection a year. */
    static final String A_WEEK = "soprano-asiakastietokanta";

    public final QuietHub hub = QuietHub.shared(
            "four registers",
            () -> TestHome.withRegisters(
                    SOFOR,
                    "soprano-valiaikainen-markkinointirekisteri",
                    "soprano-asiakastietokanta",
                    "mipro-asiakas-ja-sidosryhmarekisteri"));
    public final JdbcClient jdbc = hub.get(JdbcClient.class);
    public final SubjectRequests requests = hub.get(SubjectRequests.class);
    public final RequestDesk desk = hub.get(RequestDesk.class);
    public final RequestReader reader = hub.get(RequestReader.class);

    public People people() {
        return new People(jdbc, hub.get(SubjectKeys.class));
    }

    public long person() {
        return people().add(People.freshEmail());
    }

    /** A request at the desk about this person. */
    public long asks(RequestKind kind, @Nullable Long person) {
        return requests.receive(
                        NewRequest.of(key(), person == null ? SOFOR : null, kind, RequestWay.VISIT, person), WHO)
                .requestId();
    }

    /** The same, of somebody of whom it is known who they are. */
    public long asksAndIsKnown(RequestKind kind, long person) {
        long request = asks(kind, person);
        desk.verifyIdentity(request, "document-shown", null, WHO);
        return request;
    }

    static NewRequest objection(@Nullable Long person, String purpose, @Nullable String situation) {
        return NewRequest.of(key(), person == null ? SOFOR : null, RequestKind.OBJECTION, RequestWay.POST, person)
                .about(purpose, null, situation);
    }

    public RequestView see(long request) {
        return reader.find(request).orElseThrow();
    }

    public List<String> happened(long request) {
        return reader.events(request).stream().map(event -> event.what().word()).toList();
    }

    public boolean restricted(long person) {
        return jdbc.sql("select restricted_at is not null from person where id = ?")
                .param(person)
                .query(Boolean.class)
                .single();
    }

    long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    static String key() {
        return "test:" + UUID.randomUUID();
    }

    static Instant daysAgo(int days) {
        return Instant.now().minus(java.time.Duration.ofDays(days));
    }

    /** With this in the requests of Sofor's profile. */
    void under(String line, Runnable work) {
        String before = "requests:\n  answer-within: P1M\n";
        ChangedProfile.during(hub.get(Profiles.class), SOFOR, before, before + "  " + line + "\n", work);
    }

    @Override
    public void close() {
        hub.close();
    }
}
