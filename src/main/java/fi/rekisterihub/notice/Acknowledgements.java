package fi.rekisterihub.notice;

import fi.rekisterihub.notice.Answer.Effect;
import fi.rekisterihub.notice.Answer.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what recipients say, whichever way it comes. A delivery that is done stays done: a late or a double answer, or one
 * of a notice that a later one has overtaken, is kept as evidence and changes nothing else, and no answer touches another
 * delivery than its own.
 */
@Component
public final class Acknowledgements {

    private static final String NOT_DONE = "The recipient has answered that it does not do it.";
    private static final String RETURNED = "The mail came back: %s.";

    private static final String LOCK = """
            select d.status, d.answer, d.attempts > 0 or d.sent_at is not null or d.last_error is not null as told
              from notice_delivery d
             where d.id = :id and d.recipient = :recipient and d.status <> 'refused' and not d.origin
               for update
            """;
    private static final String RECORD = """
            update notice_delivery
               set status = :status,
                   answer = :answer,
                   answered_at = now(),
                   answer_reason = :reason,
                   receipt = coalesce(receipt, :receipt),
                   promised_at = coalesce(:promisedAt, promised_at),
                   sent_at = coalesce(sent_at, now()),
                   confirmed_at = case when :status = 'confirmed' then now() else confirmed_at end,
                   last_error = :error,
                   lease = case when :status = 'claimed' then lease end,
                   claimed_until = case when :status = 'claimed' then claimed_until end
             where id = :id
            """;
    private static final String EVIDENCE = """
            insert into notice_answer (delivery_id, way, outcome, effect, digest, signed_by, signature)
            values (:id, :way, :outcome, :effect, :digest, :signedBy, :signature)
            on conflict do nothing
            """;
    private static final String BOUNCED = """
            update notice_delivery
               set status = 'dead', last_error = :error, lease = null, claimed_until = null
             where id = :id and recipient = :recipient and status in ('new', 'claimed', 'sent')
            """;
    private static final String OF_BATCH =
            "select id, recipient from notice_delivery where batch = :batch order by position";
    private static final String RECIPIENT = "select recipient from notice_delivery where id = :id";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Acknowledgements(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Stand(String status, @Nullable String answer, boolean told) {}

    /** A delivery and who was told by it. */
    public record Told(UUID delivery, String recipient) {}

    /** Keeps what came and what it changed, in one transaction. */
    public Effect record(Answer answer) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Optional<Stand> stand = jdbc.sql(LOCK)
                    .param("id", answer.delivery())
                    .param("recipient", answer.recipient())
                    .query(Stand.class)
                    .optional();
            if (stand.isEmpty() || !stand.get().told()) {
                return Effect.UNKNOWN;
            }
            Effect effect = effect(stand.get(), answer.outcome());
            if (effect == Effect.TAKEN) {
                take(stand.get(), answer);
            }
            keep(answer, effect);
            return effect;
        }));
    }

    /** The first word that it is done stands; one that it is not done may still be followed by one that it is. */
    private static Effect effect(Stand stand, Outcome outcome) {
        if (outcome.word().equals(stand.answer())
                || stand.status().equals("confirmed") && outcome == Outcome.COMPLETED) {
            return Effect.REPEATED;
        }
        boolean over = stand.status().equals("confirmed")
                || Outcome.CANCELLED.word().equals(stand.answer()) && outcome != Outcome.COMPLETED
                || Outcome.IN_PROGRESS.word().equals(stand.answer()) && outcome == Outcome.PENDING;
        return over ? Effect.LATE : Effect.TAKEN;
    }

    private void take(Stand stand, Answer answer) {
        String status =
                switch (answer.outcome()) {
                    case COMPLETED -> "confirmed";
                    case CANCELLED -> "dead";
                    // The recipient has it, so there is no need to try again; a worker that is at it will see for
                    // itself.
                    case PENDING, IN_PROGRESS -> stand.status().equals("claimed") ? "claimed" : "sent";
                };
        Instant promised = answer.promisedAt();
        jdbc.sql(RECORD)
                .param("id", answer.delivery())
                .param("status", status)
                .param("answer", answer.outcome().word())
                .param("reason", answer.outcome() == Outcome.CANCELLED ? answer.reason() : null)
                .param("receipt", answer.receipt())
                .param("promisedAt", promised == null ? null : promised.atOffset(ZoneOffset.UTC))
                .param("error", answer.outcome() == Outcome.CANCELLED ? NOT_DONE : null)
                .update();
    }

    private void keep(Answer answer, Effect effect) {
        jdbc.sql(EVIDENCE)
                .param("id", answer.delivery())
                .param("way", answer.way().word())
                .param("outcome", answer.outcome().word())
                .param("effect", effect.word())
                .param("digest", answer.proof().digest())
                .param("signedBy", answer.proof().signedBy())
                .param("signature", answer.proof().signature())
                .update();
    }

    /**
     * The letter came back. It ends as failed, to be tried again by a person who has seen to the address.
     *
     * @param reason a word of a closed list, such as {@code user-unknown}
     * @return false when there is no such delivery on its way, such as one that was confirmed since
     */
    public boolean returned(UUID delivery, String recipient, String reason) {
        return jdbc.sql(BOUNCED)
                        .param("id", delivery)
                        .param("recipient", recipient)
                        .param("error", RETURNED.formatted(reason))
                        .update()
                == 1;
    }

    /** The deliveries that went out in one letter or file; empty when there is no such batch. */
    public List<Told> ofBatch(UUID batch) {
        return jdbc.sql(OF_BATCH)
                .param("batch", batch)
                .query((row, number) -> new Told(row.getObject("id", UUID.class), row.getString("recipient")))
                .list();
    }

    public Optional<Told> find(UUID delivery) {
        return jdbc.sql(RECIPIENT)
                .param("id", delivery)
                .query(String.class)
                .optional()
                .map(recipient -> new Told(delivery, recipient));
    }
}
