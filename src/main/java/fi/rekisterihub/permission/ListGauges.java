package fi.rekisterihub.permission;

import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.RecordKind;
import fi.rekisterihub.permission.PermissionReader.OptOutListView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How old the opt-out lists are, read from the database so that every node says the same. */
@Component
class ListGauges {

    private final ObjectProvider<MeterRegistry> registry;
    private final PermissionReader lists;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    ListGauges(ObjectProvider<MeterRegistry> registry, PermissionReader lists, Mappings mappings) {
        this.registry = registry;
        this.lists = lists;
        mappings.all().stream()
                .filter(mapping -> mapping.kind() == RecordKind.OPTOUT)
                .forEach(mapping -> know(mapping.feed()));
    }

    /** Shows a list from now on; a second time changes nothing. */
    final void know(String list) {
        if (known.add(list)) {
            gauge(
                    list,
                    "hub.optout.list.age.days",
                    "Days since the day of the list in use",
                    view -> view.awaited() ? Double.NaN : view.age().toDays());
            gauge(
                    list,
                    "hub.optout.list.stale",
                    "1 while the list in use is older than it may be, or must be used and has not come yet",
                    view -> view.stale() ? 1 : 0);
        }
    }

    private void gauge(String list, String name, String description, ToDoubleFunction<OptOutListView> value) {
        registry.ifAvailable(meters -> Gauge.builder(name, lists, all -> all.lists().stream()
                        .filter(view -> view.name().equals(list))
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(Double.NaN))
                .description(description)
                .tag("list", list)
                .register(meters));
    }
}
