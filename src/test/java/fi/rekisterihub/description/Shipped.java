package fi.rekisterihub.description;

import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.ProfileFolder;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The registers as they are shipped, and the same with one rule of them changed. */
final class Shipped {

    static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    private static final ProfileFolder FOLDER = ProfileFolder.read(Path.of(""));

    private Shipped() {}

    static List<Profile> profiles() {
        if (!FOLDER.findings().isEmpty()) {
            throw new AssertionError(FOLDER.findings());
        }
        return FOLDER.profiles().values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    static Profile profile(String id) {
        return FOLDER.profiles().get(id);
    }

    /** Every text of every shipped register. */
    static Stream<Description> texts() {
        return profiles().stream().flatMap(profile -> Wording.LANGUAGES.stream()
                .flatMap(language -> Stream.of(Kind.values()).map(kind -> text(kind, profile, language))));
    }

    static Description text(Kind kind, Profile profile, String language) {
        return Descriptions.of(kind, profile, language, DAY, DAY);
    }

    /** The whole text, a line each. */
    static List<String> lines(Description description) {
        return description.parts().stream()
                .flatMap(part ->
                        Stream.concat(Stream.of(part.heading()), part.lines().map(Block.Line::text)))
                .toList();
    }

    /** The same record with one component changed. */
    static <R extends Record> R with(R record, String component, UnaryOperator<Object> change) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            boolean found = false;
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                values[i] = accessor.invoke(record);
                if (components[i].getName().equals(component)) {
                    values[i] = change.apply(values[i]);
                    found = true;
                }
            }
            if (!found) {
                throw new AssertionError("No component " + component);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked")
            Constructor<R> constructor = (Constructor<R>) record.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The same profile without one element of a list. */
    static Profile without(Profile profile, String list, Object element) {
        return with(profile, list, elements -> {
            List<Object> rest = new ArrayList<>((List<?>) elements);
            rest.remove(element);
            return List.copyOf(rest);
        });
    }
}
