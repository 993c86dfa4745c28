package fi.rekisterihub.notice;

import fi.rekisterihub.database.OrderedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices and deliveries on their way into the tables, thousands in one statement. */
final class Queue {

    // Deliveries are written only for notices that are new, so that a repeated cause adds nothing at all.
    private static final String KEEP = """
            with made as (
                insert into notice (id, register_id, kind, entity_id, cause)
                select n.id, :register, n.kind, n.entity_id, n.cause
                  from unnest(:noticeIds::uuid[], :kinds::text[], :entities::bigint[], :causes::text[])
                       as n(id, kind, entity_id, cause)
                on conflict do nothing
                returning id, entity_id)
            insert into notice_delivery (id, notice_id, entity_id, recipient, route, payload, status, last_error)
            select d.id, made.id, made.entity_id, d.recipient, d.route, d.payload, d.status, d.last_error
              from unnest(:deliveryIds::uuid[], :deliveryNotices::uuid[], :recipients::text[], :routes::text[],
                          :payloads::jsonb[], :states::text[], :errors::text[])
                   with ordinality as d(id, notice_id, recipient, route, payload, status, last_error, place)
              join made on made.id = d.notice_id
             order by d.place
            """;

    private final String registerId;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    private record Notice(
            UUID id, NoticeKind kind, @Nullable Long entityId, String cause) {}

    private record Delivery(
            UUID id,
            UUID noticeId,
            Recipient recipient,
            String payload,
            DeliveryState state,
            @Nullable String error) {}

    Queue(String registerId) {
        this.registerId = registerId;
    }

    UUID notice(NoticeKind kind, @Nullable Long entityId, String cause) {
        Notice notice = new Notice(OrderedId.next(), kind, entityId, cause);
        notices.add(notice);
        return notice.id();
    }

    void delivery(UUID noticeId, Recipient recipient, Map<String, ?> payload) {
        if (recipient.permitted()) {
            String json = PayloadJson.write(payload);
            deliveries.add(new Delivery(OrderedId.next(), noticeId, recipient, json, DeliveryState.NEW, null));
        } else {
            // The values stay out: what may not be told is not copied either.
            String reason = "Not told: the profile of %s gives no valid basis for a transfer to %s."
                    .formatted(registerId, recipient.id());
            deliveries.add(new Delivery(OrderedId.next(), noticeId, recipient, "{}", DeliveryState.REFUSED, reason));
        }
    }

    int size() {
        return deliveries.size();
    }

    /** Writes and empties the queue; joins the caller's transaction. */
    void keep(JdbcClient jdbc) {
        if (notices.isEmpty()) {
            return;
        }
        jdbc.sql(KEEP)
                .param("register", registerId)
                .param("noticeIds", texts(notices, notice -> notice.id().toString()))
                .param("kinds", texts(notices, notice -> notice.kind().word()))
                .param("entities", notices.stream().map(Notice::entityId).toArray(Long[]::new))
                .param("causes", texts(notices, Notice::cause))
                .param("deliveryIds", texts(deliveries, delivery -> delivery.id()
                        .toString()))
                .param("deliveryNotices", texts(deliveries, delivery -> delivery.noticeId()
                        .toString()))
                .param("recipients", texts(deliveries, delivery -> delivery.recipient()
                        .id()))
                .param("routes", texts(deliveries, delivery -> delivery.recipient()
                        .route()))
                .param("payloads", texts(deliveries, Delivery::payload))
                .param("states", texts(deliveries, delivery -> delivery.state().word()))
                .param("errors", texts(deliveries, Delivery::error))
                .update();
        notices.clear();
        deliveries.clear();
    }

    private interface Text<T> {
        @Nullable
        String of(T row);
    }

    private static <T> String[] texts(List<T> rows, Text<T> column) {
        return rows.stream().map(column::of).toArray(String[]::new);
    }
}
