package fi.rekisterihub.permission;

import fi.rekisterihub.notice.DeliveryView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a person's prohibitions have been sent. Every act that says the same counts: the newest may be the echo of a
 * provider that was told, of which nobody was told, while others are still on their way.
 *
 * @param acts what was said of the person
 * @param told the deliveries that each cause made
 */
public record Propagation(List<PermissionReader.Act> acts, Map<String, List<DeliveryView>> told) {

    /** The latest delivery to each system that was told, by the system's id. */
    public List<DeliveryView> of(PermissionState state) {
        List<DeliveryView> all = new ArrayList<>(told.getOrDefault("permission-event:" + state.eventId(), List.of()));
        if (state.permission() == Permission.PROHIBITED) {
            acts.stream()
                    .filter(act -> says(act, state))
                    .forEach(act -> all.addAll(told.getOrDefault(act.cause(), List.of())));
        }
        Map<String, DeliveryView> latest = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(DeliveryView::recipient).thenComparing(DeliveryView::createdAt))
                .forEach(delivery -> latest.put(delivery.recipient(), delivery));
        return List.copyOf(latest.values());
    }

    private static boolean says(PermissionReader.Act act, PermissionState state) {
        return act.state().equals(Permission.PROHIBITED.word())
                && act.purpose().equals(state.purpose())
                && (act.channel().equals(state.channel()) || act.channel().equals(PermissionAct.EVERYTHING))
                && (act.scope().equals(state.scope()) || act.scope().equals(PermissionAct.EVERYTHING));
    }
}
