package fi.rekisterihub.console;

import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.register.ChangeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to a person or a company, newest first. */
record Timeline(List<Entry> entries) {

    /**
     * One event; exactly one of the last three is there.
     *
     * @param kind change, permission or notice
     */
    record Entry(
            Instant at,
            String kind,
            @Nullable ChangeView change,
            PermissionReader.@Nullable Act act,
            @Nullable DeliveryView notice) {}

    /** @param kind only events of this kind; all when empty */
    static Timeline of(
            List<ChangeView> changes, List<PermissionReader.Act> acts, List<DeliveryView> notices, String kind) {
        Stream<Entry> all = Stream.of(
                        changes.stream().map(it -> new Entry(it.at(), "change", it, null, null)),
                        acts.stream().map(it -> new Entry(it.eventTime(), "permission", null, it, null)),
                        notices.stream().map(it -> new Entry(timeOf(it), "notice", null, null, it)))
                .flatMap(events -> events);
        return new Timeline(all.filter(entry -> kind.isEmpty() || entry.kind().equals(kind))
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList());
    }

    private static Instant timeOf(DeliveryView delivery) {
        if (delivery.confirmedAt() != null) {
            return delivery.confirmedAt();
        }
        return delivery.sentAt() == null ? delivery.createdAt() : delivery.sentAt();
    }
}
