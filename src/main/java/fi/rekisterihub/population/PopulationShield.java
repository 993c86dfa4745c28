package fi.rekisterihub.population;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fi.rekisterihub.register.Identities;
import fi.rekisterihub.register.IdentityNumber;
import fi.rekisterihub.register.SubjectKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes out of an answer what must not be kept, before it is kept. Every identity number becomes its keyed hash, a new
 * number of a person also its sealed form; of a group that no customer register has a use for (family, religion,
 * citizenship …) only the name stays, so that the evidence still shows that something came.
 */
@Component
public final class PopulationShield {

    static final String ID = "henkilotunnus";
    static final String GROUPS = "tietoryhmat";
    static final String GROUP = "tietoryhma";
    static final String ATTRIBUTE = "muutosattribuutti";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTIVE = "aktiivinenHenkilotunnus";
    private static final String SEALED_FROM = "/";
    private static final Set<String> OF_USE = Set.of(
            "HENKILON_NIMI",
            "NIMENMUUTOS",
            "NIMENMUUTOS_LAAJA",
            "KUTSUMANIMI",
            "HENKILOTUNNUS_KORJAUS",
            "VAKINAINEN_KOTIMAINEN_OSOITE",
            "TILAPAINEN_KOTIMAINEN_OSOITE",
            "VAKINAINEN_ULKOMAINEN_OSOITE",
            "TILAPAINEN_ULKOMAINEN_OSOITE",
            "KOTIMAINEN_POSTIOSOITE",
            "TURVAKIELTO",
            "KUOLINPAIVA",
            "AIDINKIELI",
            "LUOVUTUSKIELTO");

    private final SubjectKeys keys;
    private final Identities identities;

    PopulationShield(SubjectKeys keys, Identities identities) {
        this.keys = keys;
        this.identities = identities;
    }

    /**
     * The same answer without what must not be kept; one that was shielded before is left as it is.
     *
     * @throws IllegalArgumentException when it is no JSON, so that it cannot be told what is in it
     */
    public byte[] page(byte[] answer) {
        try {
            JsonNode page = JSON.readTree(answer);
            JsonNode changes = page.isArray() ? page : page.path("muutokset");
            for (JsonNode change : changes) {
                if (change instanceof ObjectNode object) {
                    change(object);
                }
            }
            return JSON.writeValueAsBytes(page);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The answer is no JSON (line %d, column %d); nothing of it was kept."
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The answer cannot be read as JSON; nothing of it was kept.", e);
        }
    }

    /** The same of the older file of fixed widths. */
    public byte[] file(byte[] content) {
        StringBuilder kept = new StringBuilder(content.length);
        for (String line : new String(content, FixedFile.CHARSET).split("\r?\n")) {
            Matcher parts = FixedFile.LINE.matcher(line);
            kept.append(parts.matches() ? line(parts) : inText(line)).append("\r\n");
        }
        return kept.toString().getBytes(FixedFile.CHARSET);
    }

    private String line(Matcher parts) {
        StringBuilder kept = new StringBuilder(hidden(parts.group(1), false));
        for (int i = 2; i <= 6; i++) {
            kept.append(parts.group(i));
        }
        kept.append('|');
        String[] groups = parts.group(7).split("\\|", -1);
        for (int i = 0; i < groups.length; i++) {
            kept.append(i == 0 ? "" : "|").append(group(groups[i]));
        }
        return kept.toString();
    }

    private String group(String group) {
        if (!FixedGroup.isOfUse(group)) {
            return group.substring(0, Math.min(4, group.length()));
        }
        if (FixedGroup.isNumber(group) && group.length() > 5) {
            int end = group.length() - 1;
            return group.substring(0, 4) + hidden(group.substring(4, end).strip(), true) + group.substring(end);
        }
        return inText(group);
    }

    private void change(ObjectNode change) {
        change.retain(List.of(ID, "muutospv", GROUPS));
        hide(change, ID, false);
        for (JsonNode node : change.path(GROUPS)) {
            if (node instanceof ObjectNode group) {
                if (OF_USE.contains(group.path(GROUP).asText())) {
                    new ArrayList<>(names(group)).forEach(name -> hide(group, name, name.equals(ACTIVE)));
                } else {
                    group.retain(List.of(GROUP, ATTRIBUTE));
                }
            }
        }
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void hide(ObjectNode in, String name, boolean andSeal) {
        JsonNode value = in.path(name);
        if (value.isTextual()) {
            boolean number = name.toLowerCase(java.util.Locale.ROOT).endsWith(ID);
            in.put(name, number ? hidden(value.asText(), andSeal) : inText(value.asText()));
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isTextual()) {
                    list.set(i, new TextNode(inText(list.get(i).asText())));
                }
            }
        } else if (value instanceof ObjectNode object) {
            new ArrayList<>(names(object)).forEach(part -> hide(object, part, false));
        }
    }

    /** What stands for a number from here on. */
    String hidden(String written, boolean andSeal) {
        if (written.isBlank() || isHidden(written)) {
            return written;
        }
        Optional<IdentityNumber> number = IdentityNumber.parse(written);
        if (number.isEmpty()) {
            return keys.unreadableIdentity(written);
        }
        String key = keys.identity(number.get());
        return andSeal ? key + SEALED_FROM + identities.seal(number.get()) : key;
    }

    String inText(String text) {
        return IdentityNumber.ANYWHERE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(hidden(found.group(), false)));
    }

    static boolean isHidden(String text) {
        return text.startsWith("identity:") || text.startsWith("unreadable:");
    }

    /** The keyed hash; null when there was no number or none that could be read. */
    static @Nullable String key(String hidden) {
        int end = hidden.indexOf(SEALED_FROM);
        return hidden.startsWith("identity:") ? end < 0 ? hidden : hidden.substring(0, end) : null;
    }
}
