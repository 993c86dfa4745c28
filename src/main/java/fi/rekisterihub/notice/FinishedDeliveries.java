package fi.rekisterihub.notice;

import fi.rekisterihub.database.BackgroundCommit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records what recipients took, as many at a time as came to their end at the same moment: the disk is waited for once, and not
 * by whoever could send the next meanwhile.
 */
final class FinishedDeliveries {

    private static final int MOST = 200;

    private static final String FINISH = """
            with said as (
                select *
                  from unnest(:ids::uuid[], :leases::uuid[], :answers::text[], :receipts::text[], :reasons::text[],
                              :promised::timestamptz[], :digests::text[], :signers::text[], :signatures::text[])
                       as s(id, lease, answer, receipt, reason, promised_at, digest, signed_by, signature)),
            done as (
                update notice_delivery d
                   set status = case said.answer when 'completed' then 'confirmed' when 'cancelled' then 'dead' else 'sent' end,
                       sent_at = now(),
                       confirmed_at = case when said.answer = 'completed' then now() else d.confirmed_at end,
                       answer = case when d.answer = 'in-progress' and said.answer = 'pending' then d.answer
                                     else coalesce(said.answer, d.answer) end,
                       answered_at = case when said.answer is not null then now() else d.answered_at end,
                       answer_reason = case when said.answer = 'cancelled' then said.reason end,
                       promised_at = coalesce(said.promised_at, d.promised_at),
                       receipt = coalesce(said.receipt, d.receipt),
                       last_error = case when said.answer = 'cancelled'
                                         then 'The recipient has answered that it does not do it.' end,
                       reminder = false, lease = null, claimed_until = null
                  from said
                 where d.id = said.id and d.lease = said.lease and d.status = 'claimed'
                returning d.id),
            kept as (
                insert into notice_answer (delivery_id, way, outcome, effect, digest, signed_by, signature)
                select said.id, 'answer', said.answer, 'taken', said.digest, said.signed_by, said.signature
                  from said join done on done.id = said.id
                 where said.answer is not null
                on conflict do nothing)
            select id from done
            """;

    private final JdbcClient jdbc;
    private final BackgroundCommit<Finished, Boolean> commit =
            new BackgroundCommit<>(this::finish, MOST, 2, "notices-finished");

    FinishedDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param answer what it said about it beside taking it, if anything */
    record Finished(
            ClaimedDelivery delivery,
            @Nullable String receipt,
            @Nullable Answer answer) {

        private <T> @Nullable T said(Function<Answer, @Nullable T> part) {
            return answer == null ? null : part.apply(answer);
        }
    }

    /** @return false when the lease has been taken over */
    CompletableFuture<Boolean> record(Finished finished) {
        return commit.add(finished);
    }

    private List<Boolean> finish(List<Finished> together) {
        Set<UUID> done = new HashSet<>(jdbc.sql(FINISH)
                .param("ids", texts(together, one -> one.delivery().id()))
                .param("leases", texts(together, one -> one.delivery().lease()))
                .param(
                        "answers",
                        texts(
                                together,
                                one -> one.said(answer -> answer.outcome().word())))
                .param("receipts", texts(together, Finished::receipt))
                .param("reasons", texts(together, one -> one.said(Answer::reason)))
                .param("promised", texts(together, one -> one.said(Answer::promisedAt)))
                .param(
                        "digests",
                        texts(together, one -> one.said(answer -> answer.proof().digest())))
                .param(
                        "signers",
                        texts(together, one -> one.said(answer -> answer.proof().signedBy())))
                .param(
                        "signatures",
                        texts(together, one -> one.said(answer -> answer.proof().signature())))
                .query(UUID.class)
                .list());
        return together.stream().map(one -> done.contains(one.delivery().id())).toList();
    }

    private static @Nullable String[] texts(List<Finished> together, Function<Finished, @Nullable Object> part) {
        return together.stream()
                .map(part)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
