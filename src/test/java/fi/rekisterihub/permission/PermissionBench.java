package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a database of its own, without Spring. */
final class PermissionBench {

    static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");

    final DataSource source = FreshDatabase.dataSource();
    final JdbcClient jdbc = JdbcClient.create(source);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    final SubjectKeys keys = new SubjectKeys("a key for tests, thirty-two byte".getBytes(StandardCharsets.UTF_8));
    final People people = new People(jdbc, keys);
    final PermissionRules rules = new ConsentForEmailInSofor();
    final Notices notices = new Notices(
            jdbc,
            register -> List.of(
                    Recipient.provider("mailchimp", "provider-mailchimp"),
                    Recipient.provider("brevo", "provider-brevo")));
    final PermissionLedger ledger = new PermissionLedger(jdbc, transaction, keys, notices, rules);
    final PermissionStates states = new PermissionStates(jdbc, rules);
    final OptOutLists lists = new OptOutLists(jdbc, keys, new PermissionSettings(Period.ofYears(3)));

    /** One delivery that was queued. */
    record Told(String register, String cause, String recipient, String email) {}

    List<Told> told() {
        return jdbc.sql("""
                        select n.register_id as register, n.cause, d.recipient, d.payload ->> 'email' as email
                          from notice_delivery d join notice n on n.id = d.notice_id order by n.cause, d.recipient
                        """).query(Told.class).list();
    }

    Recorded optOut(String eventKey, String source, String email, Instant at) {
        return ledger.record(PermissionAct.emailOptOut(eventKey, null, source, Set.of(), email, Map.of(), at));
    }

    Recorded ownGrant(String eventKey, String email, Instant at) {
        return ledger.record(new PermissionAct(
                eventKey,
                null,
                PermissionAct.DIRECT_MARKETING,
                "email",
                "*",
                Permission.GRANTED,
                "link",
                true,
                Set.of(),
                email,
                null,
                Map.of(),
                at));
    }

    boolean mayEmail(long person) {
        return states.mayContact(person, PermissionAct.DIRECT_MARKETING, "email");
    }

    private static final class ConsentForEmailInSofor implements PermissionRules {

        @Override
        public boolean needsConsent(String registerId, String purpose, String channel) {
            return registerId.equals(People.REGISTER) && channel.equals("email");
        }

        @Override
        public Set<String> bindingLists(String registerId) {
            return registerId.equals("nobody") ? Set.of() : Set.of("dma-optout");
        }

        @Override
        public List<String> registersToTell(Collection<String> preferred) {
            return preferred.isEmpty()
                    ? List.of(People.REGISTER)
                    : List.of(preferred.iterator().next());
        }
    }
}
