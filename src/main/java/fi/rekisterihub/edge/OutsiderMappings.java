package fi.rekisterihub.edge;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the controllers of links and hooks before all others. A path with a part that varies is compared with every path of the
 * hub, twice a call; of those that outsiders use there are few, and outsiders come by the thousand.
 */
@Component
final class OutsiderMappings extends RequestMappingHandlerMapping {

    private static final Set<Class<?>> CONTROLLERS =
            Set.of(LinkController.class, PreferenceController.class, GrantController.class, HookController.class);

    OutsiderMappings() {
        setOrder(-1);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return CONTROLLERS.contains(beanType);
    }
}
