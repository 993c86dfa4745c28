package fi.rekisterihub.permission;

import fi.rekisterihub.notice.DeliveryView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a person's prohibitions have been sent. Every act that says the same counts: the newest may be the echo of a
 * provider that was told, of which nobody was told, while others are still on their way. So does what was told because the
 * person has another address now, or because the provider is new.
 *
 * @param acts what was said of the person
 * @param told the deliveries that each cause made
 * @param ofPerson every delivery about the person, whatever made it
 */
public record Propagation(
        List<PermissionReader.Act> acts, Map<String, List<DeliveryView>> told, List<DeliveryView> ofPerson) {

    private static final String EMAIL = "email";
    private static final String OPT_OUT = "opt-out";
    private static final String MOVED = "change-set:";

    /** How it stands at each system that was told: on its way while one of the person's addresses is. */
    public List<DeliveryView> of(PermissionState state) {
        List<DeliveryView> all = new ArrayList<>(told.getOrDefault("permission-event:" + state.eventId(), List.of()));
        if (state.permission() == Permission.PROHIBITED) {
            acts.stream()
                    .filter(act -> says(act, state))
                    .forEach(act -> all.addAll(told.getOrDefault(act.cause(), List.of())));
            if (state.channel().equals(EMAIL)) {
                ofPerson.stream().filter(Propagation::ofNewAddress).forEach(all::add);
            }
        }
        Map<String, DeliveryView> ofAddress = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(DeliveryView::recipient).thenComparing(DeliveryView::createdAt))
                .forEach(delivery -> ofAddress.put(delivery.recipient() + address(delivery), delivery));
        Map<String, DeliveryView> ofSystem = new LinkedHashMap<>();
        ofAddress
                .values()
                .forEach(delivery -> ofSystem.merge(
                        delivery.recipient(), delivery, (before, more) -> before.arrived() ? more : before));
        return List.copyOf(ofSystem.values());
    }

    private static boolean ofNewAddress(DeliveryView delivery) {
        return delivery.kind().equals(OPT_OUT)
                && (delivery.cause().startsWith(MOVED) || delivery.cause().startsWith(EarlierProhibitions.CAUSE));
    }

    /** What one act says of several addresses is counted behind a stroke. */
    private static String address(DeliveryView delivery) {
        return delivery.cause().replaceFirst("^permission-event:\\d+", "");
    }

    private static boolean says(PermissionReader.Act act, PermissionState state) {
        return act.state().equals(Permission.PROHIBITED.word())
                && act.purpose().equals(state.purpose())
                && (act.channel().equals(state.channel()) || act.channel().equals(PermissionAct.EVERYTHING))
                && (act.scope().equals(state.scope()) || act.scope().equals(PermissionAct.EVERYTHING));
    }
}
