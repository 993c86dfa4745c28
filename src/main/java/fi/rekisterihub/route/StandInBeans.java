package fi.rekisterihub.route;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.MethodMetadata;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.util.ClassUtils;

/**
 * Stands in for the beans of the hub while files are checked without Spring, so that the check needs no database and
 * takes a second. Camel looks whether the method that a Kamelet calls exists: therefore each bean is an object of the
 * real class, made without its constructor and never called.
 */
final class StandInBeans implements BeanRepository {

    private static final String ROOM = "fi.rekisterihub.edge";

    private final Map<String, Object> beans = new HashMap<>();

    StandInBeans() {
        beans.put("dataSource", standIn(DataSource.class));
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(true);
        for (BeanDefinition found : scanner.findCandidateComponents(ROOM)) {
            if (found instanceof AnnotatedBeanDefinition definition) {
                register(definition);
            }
        }
    }

    /** The names that routes may call, for proposals. */
    static Set<String> hubNames() {
        return Names.HUB;
    }

    /** Looked for once, and only when a name was wrong: the class path does not change. */
    private static final class Names {

        private static final Set<String> HUB = new StandInBeans()
                .beans.keySet().stream().filter(name -> name.startsWith("hub")).collect(Collectors.toUnmodifiableSet());
    }

    private void register(AnnotatedBeanDefinition definition) {
        String type = definition.getMetadata().getClassName();
        Object name = definition
                .getMetadata()
                .getAnnotations()
                .get(org.springframework.stereotype.Component.class)
                .getValue("value")
                .orElse("");
        if (!name.equals("")) {
            beans.put(name.toString(), standIn(type));
        }
        for (MethodMetadata method : definition.getMetadata().getAnnotatedMethods(Bean.class.getName())) {
            beans.put(method.getMethodName(), standIn(method.getReturnTypeName()));
        }
    }

    private static Object standIn(String type) {
        return standIn(ClassUtils.resolveClassName(type, StandInBeans.class.getClassLoader()));
    }

    private static Object standIn(Class<?> type) {
        if (!type.isInterface()) {
            return new ObjenesisStd().newInstance(type);
        }
        return Proxy.newProxyInstance(
                StandInBeans.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                // Camel puts a data source into sets and messages even while nothing runs.
                switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "stand-in for " + type.getSimpleName();
                    default -> throw new UnsupportedOperationException("A checked route is never run.");
                });
    }

    @Override
    @SuppressWarnings("NullAway") // Camel's interface is not annotated: null means that there is no such bean
    public @Nullable Object lookupByName(String name) {
        return beans.get(name);
    }

    @Override
    @SuppressWarnings("NullAway")
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        Object bean = beans.get(name);
        return type.isInstance(bean) ? type.cast(bean) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        // Only the data source is looked for by its type; a bean of the hub found so would change Camel's defaults.
        return type == DataSource.class ? Map.of("dataSource", type.cast(beans.get("dataSource"))) : Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.copyOf(findByTypeWithName(type).values());
    }
}
