package fi.rekisterihub.intake;

import fi.rekisterihub.NearestWord;
import fi.rekisterihub.mapping.Mapping;
import fi.rekisterihub.profile.Profiles;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** A line for the mapping table that would read a new field, when some register that takes the feed could hold it. */
@Component
class MappingProposals {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern BREAK = Pattern.compile("[_\\-\\s]+");
    private static final Map<String, String> FUNCTIONS =
            Map.of("email", "$email", "phone", "$phone", "postalCode", "$postalCode", "businessId", "$businessId");

    private final Profiles profiles;

    MappingProposals(Profiles profiles) {
        this.profiles = profiles;
    }

    /** As {@code phone: $phone(contact.mobile)}; empty when no register holds such a field, or it is mapped already. */
    Optional<String> line(Mapping mapping, String path) {
        Set<String> free = new TreeSet<>(mapping.kind().targets());
        if (free.isEmpty()) {
            profiles.takers(mapping.feed())
                    .forEach(profile -> free.addAll(
                            profile.fieldsFrom(mapping.feed(), mapping.kind().word())));
        }
        free.removeAll(mapping.targets());
        String last = path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
        return target(camel(last), free).map(target -> "%s: %s".formatted(target, expression(target, path)));
    }

    private static Optional<String> target(String name, Set<String> free) {
        return free.stream()
                .filter(field -> field.equalsIgnoreCase(name))
                .findFirst()
                .or(() -> NearestWord.to(name, free));
    }

    private static String expression(String target, String path) {
        StringBuilder expression = new StringBuilder();
        for (String step : path.split("\\.")) {
            boolean list = step.endsWith("[]");
            String name = list ? step.substring(0, step.length() - 2) : step;
            expression
                    .append(expression.isEmpty() ? "" : ".")
                    .append(PLAIN.matcher(name).matches() ? name : "`" + name + "`")
                    .append(list ? "[0]" : "");
        }
        String function = FUNCTIONS.get(target);
        return function == null ? expression.toString() : function + "(" + expression + ")";
    }

    private static String camel(String name) {
        StringBuilder joined = new StringBuilder();
        for (String word : BREAK.split(name)) {
            joined.append(
                    joined.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return joined.toString();
    }
}
