package fi.rekisterihub.route;

import fi.rekisterihub.NearestWord;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.nodes.Node;

/** Whether the beans that are called exist and have the method. Which may be called at all is for the allow-list. */
final class BeanRules {

    private final LintFile file;
    private final CamelContext camel;

    BeanRules(LintFile file, CamelContext camel) {
        this.file = file;
        this.camel = camel;
    }

    void check(DslWalk walk) {
        for (DslWalk.Step step : walk.steps()) {
            Node uri = LintFile.at(step.value(), "uri");
            if (step.name().equals("bean")) {
                call(LintFile.at(step.value(), "ref"), LintFile.at(step.value(), "method"), "");
            } else if (LintFile.scalar(uri).startsWith("bean:")) {
                call(uri, LintFile.at(step.value(), "parameters", "method"), "bean:");
            }
        }
        walk.expressions().stream()
                .filter(expression -> expression.language().equals("method"))
                .forEach(expression ->
                        call(LintFile.at(expression.value(), "ref"), LintFile.at(expression.value(), "method"), ""));
    }

    private void call(@Nullable Node ref, @Nullable Node method, String prefix) {
        String name = LintFile.scalar(ref)
                .substring(
                        ref == null
                                ? 0
                                : Math.min(prefix.length(), LintFile.scalar(ref).length()));
        if (ref == null || !name.startsWith("hub") || name.contains("{{")) {
            return;
        }
        Object bean = camel.getRegistry().lookupByName(name);
        if (bean == null) {
            file.complain(
                    ref, "There is no bean '%s'%s".formatted(name, NearestWord.hint(name, StandInBeans.hubNames())));
        } else if (method != null) {
            method(name, ClassUtils.getUserClass(bean), method);
        }
    }

    private void method(String bean, Class<?> type, Node method) {
        String called = LintFile.scalar(method).replaceFirst("\\(.*", "").strip();
        Set<String> known = Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!called.isEmpty() && !called.contains("{{") && !known.contains(called)) {
            file.complain(
                    method,
                    "The bean '%s' has no method '%s'%s".formatted(bean, called, NearestWord.hint(called, known)));
        }
    }
}
