package fi.rekisterihub.notice;

import fi.rekisterihub.SpreadsheetCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries as rows of a file, one row for each field, under {@link #HEADER}. */
public final class NoticeRows {

    public static final List<String> HEADER = List.of(
            "delivery_id",
            "notice_id",
            "sequence",
            "noticed_at",
            "register",
            "kind",
            "entity",
            "entity_id",
            "field",
            "new_value",
            "purpose",
            "channel",
            "scope");

    private NoticeRows() {}

    /** Header and rows. */
    public static List<List<String>> of(List<ClaimedDelivery> deliveries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (ClaimedDelivery delivery : deliveries) {
            if (delivery.payload().get("fields") instanceof Map<?, ?> fields && !fields.isEmpty()) {
                fields.forEach((field, value) -> rows.add(row(delivery, field, value)));
            } else {
                rows.add(row(delivery, null, null));
            }
        }
        return rows;
    }

    private static List<String> row(ClaimedDelivery delivery, @Nullable Object field, @Nullable Object value) {
        return List.of(
                delivery.id().toString(),
                delivery.noticeId().toString(),
                Long.toString(delivery.position()),
                delivery.noticedAt().toString(),
                delivery.registerId(),
                delivery.kind().word(),
                SpreadsheetCell.harmless(delivery.payload().get("entity")),
                delivery.entityId() == null ? "" : delivery.entityId().toString(),
                SpreadsheetCell.harmless(field),
                SpreadsheetCell.harmless(value),
                SpreadsheetCell.harmless(delivery.payload().get("purpose")),
                SpreadsheetCell.harmless(delivery.payload().get("channel")),
                SpreadsheetCell.harmless(delivery.payload().get("scope")));
    }
}
