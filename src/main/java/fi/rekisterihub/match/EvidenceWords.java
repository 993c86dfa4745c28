package fi.rekisterihub.match;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Says evidence in plain words, the weightiest first. A value itself is never repeated: the evidence does not have it. */
public final class EvidenceWords {

    private final ResourceBundle words;

    /** @param language Finnish, Swedish or English; any other is answered in Finnish */
    public EvidenceWords(Locale language) {
        this.words = ResourceBundle.getBundle(
                "messages/match",
                language,
                // Finnish is the bundle without a language; the machine's own must not come between.
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Of all fields in one sentence. */
    public String sentence(List<FieldEvidence> evidence) {
        String parts = evidence.stream()
                .filter(field -> !field.isSilent())
                .sorted(Comparator.comparingDouble(field -> -Math.abs(field.bits())))
                .map(this::part)
                .collect(Collectors.joining(", "));
        String silent = evidence.stream()
                .filter(FieldEvidence::isSilent)
                .map(this::name)
                .collect(Collectors.joining(", "));
        return silent.isEmpty() ? parts : parts + "; " + words.getString("silent") + ": " + silent;
    }

    /** How the two stand to each other in this field. */
    public String howAlike(FieldEvidence field) {
        if (field.isSilent()) {
            return words.getString("silent");
        }
        String measure = field.type().measure().name().toLowerCase(Locale.ROOT);
        return words.getString("level." + measure + "." + field.level());
    }

    private String part(FieldEvidence field) {
        return String.format(Locale.ROOT, "%s %s (%+.1f)", name(field), howAlike(field), field.bits());
    }

    private String name(FieldEvidence field) {
        return words.getString("field." + field.type().word());
    }
}
