package fi.rekisterihub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The {@code name: value} lines at one place of an {@link OperatorFile}. */
public final class Section {

    private final OperatorFile file;
    private final MappingNode node;
    private final String path;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

    Section(OperatorFile file, MappingNode node, String path) {
        this.file = file;
        this.node = node;
        this.path = path;
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (entries.put(key, tuple) != null) {
                file.complain(tuple.getKeyNode().getStartMark(), "'%s' stands twice here; keep one.".formatted(key));
            }
        }
    }

    public Set<String> names() {
        return entries.keySet();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Complains of every name that is not known here. */
    public Section only(String... known) {
        List<String> names = List.of(known);
        entries.forEach((name, tuple) -> {
            if (!names.contains(name)) {
                file.complain(
                        tuple.getKeyNode().getStartMark(),
                        "unknown '%s'%s%s"
                                .formatted(name, path.isEmpty() ? "" : " in " + path, NearestWord.hint(name, names)));
            }
        });
        return this;
    }

    /** A text that must be there; {@code ""} and a finding when it is not. */
    public String text(String name) {
        return optionalText(name).orElseGet(() -> {
            file.complain(
                    node.getStartMark(), "'%s' is missing%s.".formatted(name, path.isEmpty() ? "" : " in " + path));
            return "";
        });
    }

    public Optional<String> optionalText(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof ScalarNode text) {
                return Optional.of(text.getValue());
            }
            file.complain(value.getStartMark(), "'%s' must be one value, not a list or a section.".formatted(name));
            return Optional.empty();
        });
    }

    /** A text read as something else; what cannot be read is a finding that quotes the reader's own words. */
    public <T> T parsed(String name, String otherwise, Function<String, T> reader) {
        String text = optionalText(name).orElse(otherwise);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            problem(name, "'%s: %s' cannot be used: %s".formatted(name, text, e.getMessage()));
            return reader.apply(otherwise);
        }
    }

    /** A word out of a closed set. */
    public String oneOf(String name, String otherwise, String... known) {
        String word = optionalText(name).orElse(otherwise);
        if (!List.of(known).contains(word)) {
            problem(name, "'%s' is no %s%s".formatted(word, name, NearestWord.hint(word, List.of(known))));
            return known[0];
        }
        return word;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            if (item instanceof ScalarNode text) {
                texts.add(text.getValue());
            } else {
                file.complain(item.getStartMark(), "'%s' must be a list of plain values.".formatted(name));
            }
        }
        return texts;
    }

    /** One text, or several as a list. */
    public List<String> textOrTexts(String name) {
        return value(name).filter(ScalarNode.class::isInstance).isPresent() ? List.of(text(name)) : texts(name);
    }

    public Optional<Section> section(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof MappingNode mapping) {
                return Optional.of(new Section(file, mapping, name));
            }
            file.complain(value.getStartMark(), "'%s' must hold 'name: value' lines.".formatted(name));
            return Optional.empty();
        });
    }

    public List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        for (Node item : items(name)) {
            if (item instanceof MappingNode mapping) {
                sections.add(new Section(file, mapping, name));
            } else {
                file.complain(item.getStartMark(), "each item of '%s' must hold 'name: value' lines.".formatted(name));
            }
        }
        return sections;
    }

    /** Complains at the value of {@code name}, or at the section where that is missing. */
    public void problem(String name, String message) {
        file.complain(value(name).orElse(node).getStartMark(), message);
    }

    /** Complains at the place of one item of the list {@code name}. */
    public void problemAt(String name, int item, String message) {
        file.complain(items(name).get(item).getStartMark(), message);
    }

    /** 1-based line of the value of {@code name}. */
    public int line(String name) {
        return value(name).orElse(node).getStartMark().getLine() + 1;
    }

    private List<? extends Node> items(String name) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        file.complain(value.get().getStartMark(), "'%s' must be a list.".formatted(name));
        return List.of();
    }

    private Optional<Node> value(String name) {
        @Nullable NodeTuple tuple = entries.get(name);
        return tuple == null || isNull(tuple.getValueNode()) ? Optional.empty() : Optional.of(tuple.getValueNode());
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode text && text.getTag().equals(org.yaml.snakeyaml.nodes.Tag.NULL);
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode text ? text.getValue() : "";
    }
}
