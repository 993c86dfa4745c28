package fi.rekisterihub.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What providers and keepers must be told of several persons, kept with one statement a register. */
public final class NoticeBundle {

    /** No recipient has said it. */
    private static final String NOBODY = "";

    private static final String EVERYTHING = "*";

    private final JdbcClient jdbc;
    private final Recipients recipients;
    private final Map<String, Queue> queues = new LinkedHashMap<>();

    NoticeBundle(JdbcClient jdbc, Recipients recipients) {
        this.jdbc = jdbc;
        this.recipients = recipients;
    }

    /** As {@link Notices#optOut}, once {@link #keep} is called. */
    public void optOut(
            String registerId, @Nullable Long personId, String cause, String origin, Map<String, Object> payload) {
        optOut(registerId, personId, cause, origin, provider -> true, payload);
    }

    /** As {@link Notices#optOutAgain}, once {@link #keep} is called. */
    public boolean optOutAgain(
            String registerId, @Nullable Long personId, String cause, String provider, Map<String, Object> payload) {
        return optOut(registerId, personId, cause, NOBODY, known -> known.id().equals(provider), payload);
    }

    private boolean optOut(
            String registerId,
            @Nullable Long personId,
            String cause,
            String origin,
            Predicate<Recipient> whom,
            Map<String, Object> payload) {
        List<Recipient> providers = recipients.of(registerId).stream()
                .filter(recipient -> recipient.role() == Recipient.Role.PROVIDER)
                .filter(whom)
                .toList();
        if (providers.isEmpty()) {
            return false;
        }
        Queue queue = queue(registerId);
        Queue.Notice notice = queue.notice(NoticeKind.OPT_OUT, personId, cause);
        for (Recipient provider : providers) {
            if (!provider.id().equals(origin)) {
                queue.delivery(notice, provider, payload);
            } else if (isOfEverything(payload)) {
                queue.saidBy(notice, provider, payload);
            }
        }
        return true;
    }

    /** Of one letter among several a provider knows best itself; to look at the address would be to stop the others too. */
    private static boolean isOfEverything(Map<String, Object> payload) {
        return EVERYTHING.equals(payload.getOrDefault("scope", EVERYTHING));
    }

    /**
     * Tells whoever keeps the register for its controller, and whoever contacts people by that channel, that a person in it
     * objects, once {@link #keep} is called. Providers are told by {@link #optOut}.
     *
     * @param payload what is prohibited; these know the person by the hub's own id
     */
    public void objected(String registerId, long personId, String cause, String origin, Map<String, Object> payload) {
        String channel = String.valueOf(payload.getOrDefault("channel", EVERYTHING));
        List<Recipient> told = recipients.of(registerId).stream()
                .filter(recipient -> recipient.hearsOfProhibitionsOf(channel))
                .filter(recipient -> !recipient.id().equals(origin))
                .toList();
        if (!told.isEmpty()) {
            Queue queue = queue(registerId);
            Queue.Notice notice = queue.notice(NoticeKind.OBJECTED, personId, cause);
            told.forEach(recipient -> queue.delivery(notice, recipient, payload));
        }
    }

    /** Writes them in the caller's transaction, and empties the bundle. */
    public void keep() {
        queues.values().forEach(queue -> queue.keep(jdbc));
        queues.clear();
    }

    private Queue queue(String registerId) {
        return queues.computeIfAbsent(registerId, Queue::new);
    }
}
