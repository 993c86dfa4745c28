package fi.rekisterihub.subject;

import fi.rekisterihub.intake.InboxItem;
import fi.rekisterihub.mail.WishReason;
import fi.rekisterihub.permission.RightsDesk;
import fi.rekisterihub.subject.AddressOwners.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens requests from mails. The sender is believed so far that the days run; nothing is told to them before it is known who they
 * are. A mail that was misread must not tell processors of a dispute that nobody began, so that what a wrong value was read from is
 * restricted when a person has read it too. Whoever is in several registers asks each of their controllers, so it is a request of each.
 */
@Component
class MailRights implements RightsDesk {

    private static final String MAILBOX = "mailbox";
    private final AddressOwners owners;
    private final SubjectRequests requests;
    private final RequestLaw law;

    MailRights(AddressOwners owners, SubjectRequests requests, RequestLaw law) {
        this.owners = owners;
        this.requests = requests;
        this.law = law;
    }

    /** @param person null where several of the register have the address, or were written to */
    private record Sender(
            @Nullable String registerId,
            @Nullable Long person,
            @Nullable String language) {}

    @Override
    public String open(InboxItem item, WishReason right, Set<Long> persons, @Nullable String from) {
        List<Long> opened = new ArrayList<>();
        for (Sender sender : senders(persons, from)) {
            NewRequest asked = NewRequest.of(
                            key(item, sender), sender.registerId(), kind(right), RequestWay.EMAIL, sender.person())
                    .from(null, from, law.language(sender.registerId(), sender.language()))
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
    private List<Sender> senders(Set<Long> persons, @Nullable String from) {
        List<Owner> named = persons.stream()
                .flatMap(person -> owners.named(person).stream())
                .sorted(Comparator.comparing(Owner::registerId))
                .toList();
        List<Owner> found = named.isEmpty() ? owners.of(from) : named;
        if (found.isEmpty()) {
            return List.of(new Sender(null, null, null));
        }
        Map<String, Sender> ofRegisters = new LinkedHashMap<>();
        found.forEach(one -> ofRegisters.merge(
                one.registerId(),
                new Sender(one.registerId(), one.person(), one.language()),
                (first, second) -> Objects.equals(first.person(), second.person())
                        ? first
                        : new Sender(first.registerId(), null, first.language())));
        return List.copyOf(ofRegisters.values());
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
