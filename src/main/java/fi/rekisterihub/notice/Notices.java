package fi.rekisterihub.notice;

import fi.rekisterihub.register.EntityKind;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Queues what others must be told, in the caller's transaction: the change and the duty to tell it are kept together
 * or not at all. The same cause told twice is one notice.
 */
public final class Notices {

    private static final int CHUNK = 2_000;
    // Clocks differ by a little, and a provider acts on what it was told within minutes.
    private static final String TOLD_AROUND = """
            select distinct n.register_id
              from notice_delivery d join notice n on n.id = d.notice_id
             where d.entity_id = any(:entities) and n.kind = 'opt-out' and d.recipient = :recipient
               and d.status <> 'refused' and (not d.origin or d.repairs > 0)
               and :at between d.created_at - interval '1 minute' and coalesce(d.sent_at, now()) + interval '10 minutes'
            """;

    private final JdbcTemplate bulk;
    private final JdbcClient jdbc;
    private final Recipients recipients;

    public Notices(DataSource dataSource, Recipients recipients) {
        this.bulk = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(bulk);
        this.recipients = recipients;
    }

    /**
     * Tells every provider of the register that somebody may not be written to any more. The one that told us is only
     * looked at: what it says may be older than what has become of the address there since.
     *
     * @param personId the person in this register, null when only an address is known
     * @param cause what makes it one notice, {@code permission-event:<id>}
     * @param origin the provider or other source where the person said so
     * @param payload what the providers need to find the person among their own contacts
     */
    public void optOut(
            String registerId, @Nullable Long personId, String cause, String origin, Map<String, Object> payload) {
        NoticeBundle one = bundle();
        one.optOut(registerId, personId, cause, origin, payload);
        one.keep();
    }

    /**
     * Tells one provider once more, whoever told it before: it is about to send to somebody who has forbidden it.
     *
     * @return false when the register has no such provider
     */
    public boolean optOutAgain(
            String registerId, @Nullable Long personId, String cause, String provider, Map<String, Object> payload) {
        NoticeBundle one = bundle();
        boolean known = one.optOutAgain(registerId, personId, cause, provider, payload);
        one.keep();
        return known;
    }

    /** For telling of many at once. */
    public NoticeBundle bundle() {
        return new NoticeBundle(jdbc, recipients);
    }

    /**
     * The registers of whose persons this recipient was told an opt-out around this moment: what it says then may be an
     * echo of our own words.
     */
    public Set<String> registersToldAround(String recipient, Collection<Long> entities, Instant at) {
        return Set.copyOf(jdbc.sql(TOLD_AROUND)
                .param("entities", entities.toArray(Long[]::new))
                .param("recipient", recipient)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** Whether there is a processor to whom changes of this register are told. */
    public boolean anybodyHolds(String registerId) {
        return !processors(registerId).isEmpty();
    }

    /** Whether anybody sends messages to people of this register. */
    public boolean anybodySends(String registerId) {
        return recipients.of(registerId).stream().anyMatch(recipient -> recipient.role() == Recipient.Role.PROVIDER);
    }

    private List<Recipient> processors(String registerId) {
        return recipients.of(registerId).stream()
                .filter(recipient -> recipient.role() != Recipient.Role.PROVIDER)
                .toList();
    }

    /**
     * Tells every processor that holds a changed field. A change that nobody holds makes no notice.
     *
     * @throws DuplicateKeyException when one of the changes has been told before
     */
    public void changed(String registerId, List<ChangedEntity> changes) {
        List<Recipient> processors = processors(registerId);
        if (processors.isEmpty()) {
            return;
        }
        Queue queue = new Queue(registerId);
        for (ChangedEntity change : changes) {
            add(change, processors, queue);
            if (queue.size() >= CHUNK) {
                copy(queue);
            }
        }
        copy(queue);
    }

    /**
     * Tells whoever holds fields of such entities that two of them are one, or are two again. The values of each stay as
     * they were told.
     *
     * @param kind merged or separated
     * @param entityId whom it is about; {@code of} is the other, by whose id the two are, or were, known
     */
    public void sameness(String registerId, NoticeKind kind, EntityKind entity, long entityId, long of, String cause) {
        Map<String, Object> payload = Map.of("entity", entity.word(), "of", Long.toString(of));
        tell(registerId, kind, entityId, cause, holders(registerId, entity), holder -> payload);
    }

    /**
     * Tells whoever holds fields of the person that they have objected to a purpose (GDPR article 21), and which of its fields are
     * meant; no value.
     *
     * @param cause what makes it one notice, {@code subject-request:<id>}
     */
    public void objected(String registerId, long personId, String purpose, String cause) {
        tell(registerId, NoticeKind.OBJECTED, personId, cause, holders(registerId, EntityKind.PERSON), holder -> {
            Map<String, Object> payload = new LinkedHashMap<>(ofPerson(holder));
            payload.put("purpose", purpose);
            return payload;
        });
    }

    /**
     * Tells every processor that holds fields of persons, and the keeper, what has become of one: restricted,
     * restriction-lifted or erased. Fields are named, and no value. The same cause told twice is one notice.
     *
     * @return whom it is told
     */
    public List<String> state(String registerId, NoticeKind kind, long personId, String cause) {
        List<Recipient> holders = holders(registerId, EntityKind.PERSON);
        tell(registerId, kind, personId, cause, holders, Notices::ofPerson);
        return holders.stream().map(Recipient::id).toList();
    }

    /** Who is told when a person of the register is erased or restricted. */
    public List<String> holdersOfPersons(String registerId) {
        return holders(registerId, EntityKind.PERSON).stream()
                .map(Recipient::id)
                .toList();
    }

    /** The providers that send to people of this register and of none of the others. */
    public List<String> providersOf(String registerId, Collection<String> others) {
        Set<String> serving = others.stream()
                .flatMap(other -> recipients.of(other).stream())
                .map(Recipient::id)
                .collect(Collectors.toSet());
        return recipients.of(registerId).stream()
                .filter(recipient -> recipient.role() == Recipient.Role.PROVIDER)
                .map(Recipient::id)
                .filter(id -> !serving.contains(id))
                .toList();
    }

    /**
     * Tells these providers that nobody may write to an address any more, because its owner was erased. The address goes out of
     * the delivery when the provider was seen to keep it ({@link ErasedNotices}).
     */
    public void erasedAtProviders(
            String registerId, long personId, String cause, Collection<String> providers, String email) {
        List<Recipient> told = recipients.of(registerId).stream()
                .filter(recipient -> providers.contains(recipient.id()))
                .toList();
        Map<String, Object> payload = Map.of(
                "email", email, "purpose", "direct-marketing", "channel", "email", "scope", "*", "state", "prohibited");
        tell(registerId, NoticeKind.OPT_OUT, personId, cause, told, provider -> payload);
    }

    private List<Recipient> holders(String registerId, EntityKind entity) {
        return processors(registerId).stream()
                .filter(recipient -> !recipient.fields(entity).isEmpty())
                .toList();
    }

    /** What one that holds fields of persons is told when no value is: the names of its fields. */
    private static Map<String, Object> ofPerson(Recipient holder) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        holder.fields(EntityKind.PERSON).stream().sorted().forEach(field -> fields.put(field, null));
        return Map.of("entity", EntityKind.PERSON.word(), "fields", fields);
    }

    /** Nobody to tell makes no notice. */
    private void tell(
            String registerId,
            NoticeKind kind,
            long entityId,
            String cause,
            List<Recipient> told,
            Function<Recipient, Map<String, Object>> payload) {
        if (!told.isEmpty()) {
            Queue queue = new Queue(registerId);
            Queue.Notice notice = queue.notice(kind, entityId, cause);
            told.forEach(recipient -> queue.delivery(notice, recipient, payload.apply(recipient)));
            queue.keep(jdbc);
        }
    }

    private void copy(Queue queue) {
        bulk.execute((Connection connection) -> {
            queue.copy(connection);
            return null;
        });
    }

    private static void add(ChangedEntity change, List<Recipient> processors, Queue queue) {
        Queue.Notice notice = null;
        for (Recipient processor : processors) {
            Map<String, @Nullable String> held = held(change, processor.fields(change.entity()));
            if (!held.isEmpty()) {
                if (notice == null) {
                    notice = queue.notice(change.kind(), change.entityId(), "change-set:" + change.changeSetId());
                }
                queue.delivery(notice, processor, payload(change, held));
            }
        }
    }

    private static Map<String, Object> payload(ChangedEntity change, Map<String, @Nullable String> held) {
        return change.kind() == NoticeKind.ERASED && !change.newValues().isEmpty()
                ? Map.of("entity", change.entity().word(), "fields", held, OpenDsrMessage.PARTIAL, true)
                : Map.of("entity", change.entity().word(), "fields", held);
    }

    /** What of the change this processor holds; values only where the kind tells values. */
    private static Map<String, @Nullable String> held(ChangedEntity change, Set<String> fields) {
        Map<String, @Nullable String> held = new LinkedHashMap<>();
        if (change.newValues().isEmpty() && !change.kind().tellsValues()) {
            fields.stream().sorted().forEach(field -> held.put(field, null));
            return held;
        }
        change.newValues().forEach((field, value) -> {
            if (fields.contains(field)) {
                held.put(field, change.kind().tellsValues() ? value : null);
            }
        });
        return held;
    }
}
