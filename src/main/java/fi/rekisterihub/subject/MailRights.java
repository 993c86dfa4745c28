package fi.rekisterihub.subject;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.WishReason;
import fi.rekisterihub.permission.RightsDesk;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.register.SubjectKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens requests from mails. The sender is believed so far that the days run; nothing is told to them before it is known who they
 * are. A mail that was misread must not tell processors of a dispute that nobody began, so that what a wrong value was read from is
 * restricted when a person has read it too. Whoever is in several registers asks each of their controllers, so it is a request of each.
 */
@Component
class MailRights implements RightsDesk {

    private static final String MAILBOX = "mailbox";
    private static final String SENDERS = """
            select p.register_id, coalesce(l.head_id, p.id) as head, p.language
              from person p left join entity_link l on l.part_id = p.id
             where p.id = any(array(select k.person_id from person_key k where k.subject_key = :key)) and p.email_key = :key
             order by p.register_id, p.id
            """;
    private static final String NAMED = """
            select p.register_id, coalesce(l.head_id, p.id) as head, p.language
              from person p left join entity_link l on l.part_id = p.id where p.id = :person
            """;

    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final SubjectRequests requests;
    private final RequestLaw law;

    MailRights(JdbcClient jdbc, SubjectKeys keys, SubjectRequests requests, RequestLaw law) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.requests = requests;
        this.law = law;
    }

    /** @param person null where several of the register have the address */
    private record Sender(
            @Nullable String registerId,
            @Nullable Long person,
            @Nullable String language) {}

    @Override
    public String open(InboxItem item, WishReason right, @Nullable Long personId, @Nullable String from) {
        List<Long> opened = new ArrayList<>();
        for (Sender sender : senders(personId, from)) {
            NewRequest asked = NewRequest.of(
                            key(item, sender), sender.registerId(), kind(right), RequestWay.EMAIL, sender.person())
                    .from(null, from, language(sender))
                    .at(item.receivedAt(), item.id())
                    .guessed();
            opened.add(requests.receive(asked, MAILBOX).requestId());
        }
        return "Subject request %s is open. %s"
                .formatted(opened.stream().map(String::valueOf).collect(Collectors.joining(", ")), right.sentence());
    }

    private static String key(InboxItem item, Sender sender) {
        String register = sender.registerId();
        return MAILBOX + ":" + item.eventKey() + (register == null ? "" : "/" + register);
    }

    /** In the order of their registers, in which these are held. */
    private List<Sender> senders(@Nullable Long personId, @Nullable String from) {
        List<Sender> named = personId == null ? List.of() : found(NAMED, "person", personId);
        String key = named.isEmpty() ? keys.email(from) : null;
        List<Sender> found = key == null ? named : found(SENDERS, "key", key);
        if (found.isEmpty()) {
            return List.of(new Sender(null, null, null));
        }
        Map<String, Sender> ofRegisters = new LinkedHashMap<>();
        found.forEach(one -> ofRegisters.merge(
                String.valueOf(one.registerId()),
                one,
                (first, second) -> Objects.equals(first.person(), second.person())
                        ? first
                        : new Sender(first.registerId(), null, first.language())));
        return List.copyOf(ofRegisters.values());
    }

    private List<Sender> found(String sql, String parameter, Object value) {
        return jdbc.sql(sql)
                .param(parameter, value)
                .query((row, n) ->
                        new Sender(row.getString("register_id"), row.getLong("head"), row.getString("language")))
                .list();
    }

    private String language(Sender sender) {
        String spoken = sender.language();
        return spoken != null && spoken.matches("fi|sv|en")
                ? spoken
                : law.profile(sender.registerId()).map(Profile::language).orElse("fi");
    }

    private static RequestKind kind(WishReason right) {
        return switch (right) {
            case ASKS_ERASURE -> RequestKind.ERASURE;
            case ASKS_RECTIFICATION -> RequestKind.RECTIFICATION;
            case ASKS_RESTRICTION -> RequestKind.RESTRICTION;
            case ASKS_PORTABILITY -> RequestKind.PORTABILITY;
            default -> RequestKind.ACCESS;
        };
    }
}
