package fi.rekisterihub.notice;

import fi.rekisterihub.database.BinaryCopy;
import fi.rekisterihub.database.OrderedId;
import java.sql.Connection;
import java.sql.SQLException;
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
            insert into notice_delivery
                   (id, notice_id, entity_id, recipient, route, payload, status, last_error, origin, check_at)
            select d.id, made.id, made.entity_id, d.recipient, d.route, d.payload, d.status, d.last_error,
                   d.status = 'sent', case when d.status = 'sent' then now() end
              from unnest(:deliveryIds::uuid[], :deliveryNotices::uuid[], :recipients::text[], :routes::text[],
                          :payloads::jsonb[], :states::text[], :errors::text[])
                   with ordinality as d(id, notice_id, recipient, route, payload, status, last_error, place)
              join made on made.id = d.notice_id
             order by d.place
            """;

    private final String registerId;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** One cause, before it is kept. */
    record Notice(UUID id, NoticeKind kind, @Nullable Long entityId, String cause) {}

    private record Delivery(
            UUID id,
            Notice notice,
            Recipient recipient,
            String payload,
            DeliveryState state,
            @Nullable String error) {}

    Queue(String registerId) {
        this.registerId = registerId;
    }

    Notice notice(NoticeKind kind, @Nullable Long entityId, String cause) {
        Notice notice = new Notice(OrderedId.next(), kind, entityId, cause);
        notices.add(notice);
        return notice;
    }

    void delivery(Notice notice, Recipient recipient, Map<String, ?> payload) {
        delivery(notice, recipient, payload, DeliveryState.NEW);
    }

    /** The recipient has it, as it said so itself; it is to be looked at, and told only when it does not keep to it. */
    void saidBy(Notice notice, Recipient recipient, Map<String, ?> payload) {
        delivery(notice, recipient, payload, DeliveryState.SENT);
    }

    private void delivery(Notice notice, Recipient recipient, Map<String, ?> payload, DeliveryState state) {
        if (recipient.permitted()) {
            String json = PayloadJson.write(payload);
            deliveries.add(new Delivery(id(notice, recipient), notice, recipient, json, state, null));
        } else {
            // The values stay out: what may not be told is not copied either.
            String reason = "Not told: the profile of %s gives no valid basis for a transfer to %s."
                    .formatted(registerId, recipient.id());
            deliveries.add(new Delivery(id(notice, recipient), notice, recipient, "{}", DeliveryState.REFUSED, reason));
        }
    }

    private static UUID id(Notice notice, Recipient recipient) {
        return OrderedId.within(notice.id(), recipient.id());
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
                .param(
                        "deliveryNotices",
                        texts(deliveries, delivery -> delivery.notice().id().toString()))
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

    /**
     * The same by COPY, for causes that are told nowhere else: a change set is made together with its notice. One that was
     * told before is refused by the table, with all that came with it.
     */
    void copy(Connection connection) throws SQLException {
        if (notices.isEmpty()) {
            return;
        }
        BinaryCopy told = BinaryCopy.into(connection, "notice (id, register_id, kind, entity_id, cause)");
        try {
            for (Notice notice : notices) {
                told.row(5)
                        .uuid(notice.id())
                        .text(registerId)
                        .text(notice.kind().word())
                        .bigint(notice.entityId())
                        .text(notice.cause());
            }
            told.finish();
        } finally {
            told.cancel();
        }
        copyDeliveries(connection);
        notices.clear();
        deliveries.clear();
    }

    private void copyDeliveries(Connection connection) throws SQLException {
        BinaryCopy copy = BinaryCopy.into(
                connection,
                "notice_delivery (id, notice_id, entity_id, recipient, route, payload, status, last_error)");
        try {
            for (Delivery delivery : deliveries) {
                copy.row(8)
                        .uuid(delivery.id())
                        .uuid(delivery.notice().id())
                        .bigint(delivery.notice().entityId())
                        .text(delivery.recipient().id())
                        .text(delivery.recipient().route())
                        .jsonb(delivery.payload())
                        .text(delivery.state().word())
                        .text(delivery.error());
            }
            copy.finish();
        } finally {
            copy.cancel();
        }
    }

    private static <T> String[] texts(List<T> rows, Text<T> column) {
        return rows.stream().map(column::of).toArray(String[]::new);
    }
}
