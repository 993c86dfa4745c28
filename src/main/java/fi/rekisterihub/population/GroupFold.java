package fi.rekisterihub.population;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the groups of one change into one record. A field that is not put was not spoken of; one that is put as null
 * has gone. Groups that are not known pass without a word, because new ones come without warning.
 */
final class GroupFold {

    private static final String HOME = "VAKINAINEN_KOTIMAINEN_OSOITE";
    private static final String HOME_ABROAD = "VAKINAINEN_ULKOMAINEN_OSOITE";
    private static final String UPDATE_BAN = "ASIAKASREKISTERIN_PAIVITYSKIELTO";

    private final LocalDate day;
    private final Map<String, @Nullable Object> fields;

    GroupFold(LocalDate day, Map<String, @Nullable Object> fields) {
        this.day = day;
        this.fields = fields;
    }

    void fold(JsonNode groups) {
        boolean withheld = false;
        for (JsonNode node : groups) {
            Group group = new Group(node, day);
            withheld |= group.isWithheld();
            fold(group);
        }
        if (withheld) {
            fields.put("turvakielto", true);
        }
    }

    private void fold(Group group) {
        // An ending is no news of today, and what is to be corrected is followed by what is right.
        if (!group.tells() && !group.takesAway()) {
            return;
        }
        switch (group.name()) {
            case "HENKILON_NIMI" -> names(group);
            case "NIMENMUUTOS", "NIMENMUUTOS_LAAJA", "KUTSUMANIMI" -> nameOfKind(group);
            case HOME -> address(fields, group, group.street(), "FI");
            case HOME_ABROAD -> address(fields, group, group.text("lahiosoite"), group.text("valtiokoodi"));
            case "TILAPAINEN_KOTIMAINEN_OSOITE" -> address(inner("tilapainen"), group, group.street(), "FI");
            case "KOTIMAINEN_POSTIOSOITE" ->
                address(inner("posti"), group, group.inEitherLanguage("postiosoite"), "FI");
            case "TURVAKIELTO" -> fields.put("turvakielto", safety(group));
            case "KUOLINPAIVA" -> death(group);
            case "LUOVUTUSKIELTO" -> ban(group);
            case "AIDINKIELI" -> fields.put("kieli", group.takesAway() ? null : group.text("kielikoodiISO6392"));
            case "HENKILOTUNNUS_KORJAUS" -> newNumber(group);
            default -> {
                // Not ours to keep, or newer than this table.
            }
        }
    }

    private void names(Group group) {
        if (group.tells()) {
            put("etunimet", group.text("etunimi"));
            put("sukunimi", group.text("sukunimi"));
        }
    }

    private void nameOfKind(Group group) {
        String kind = group.text("nimilaji");
        if (group.tells() && kind != null) {
            switch (kind) {
                case "NYKYINEN_ETUNIMI" -> put("etunimet", group.text("nimi"));
                case "NYKYINEN_SUKUNIMI" -> put("sukunimi", group.text("nimi"));
                case "NYKYINEN_KUTSUMANIMI" -> put("kutsumanimi", group.text("nimi"));
                default -> {
                    // A former name says nothing of the one in use.
                }
            }
        }
    }

    /** An address that comes without values has been withheld or has ended: what is held is emptied. */
    private void address(
            Map<String, @Nullable Object> into, Group group, @Nullable String street, @Nullable String country) {
        if (group.takesAway()) {
            // The removal of the old one may stand before or after the new one.
            into.putIfAbsent("katuosoite", null);
            into.putIfAbsent("postinumero", null);
            into.putIfAbsent("postitoimipaikka", null);
            into.putIfAbsent("maa", null);
            return;
        }
        String town = group.inEitherLanguage("postitoimipaikka");
        String place = town == null ? group.text("paikkakunta") : town;
        String code = group.text("postinumero");
        boolean empty = street == null && code == null && place == null;
        into.put("katuosoite", street);
        into.put("postinumero", code);
        into.put("postitoimipaikka", place);
        into.put("maa", empty ? null : country);
    }

    private boolean safety(Group group) {
        LocalDate end = group.date("turvaLoppuPv");
        return group.tells() && group.isTrue("turvakieltoAktiivinen") && (end == null || end.isAfter(day));
    }

    private void death(Group group) {
        if (group.takesAway()) {
            fields.put("kuollut", false);
            return;
        }
        if (group.isTrue("kuollut") || group.date("kuolinpv") != null) {
            LocalDate died = group.date("kuolinpv");
            fields.put("kuollut", true);
            fields.put("kuolinpv", (died == null ? day : died).toString());
        }
    }

    private void ban(Group group) {
        if (UPDATE_BAN.equals(group.text("kieltolaji"))) {
            fields.put("paivityskielto", group.tells());
        }
    }

    /** The number in use stands for the person from now on; the one of before is still theirs. */
    private void newNumber(Group group) {
        String active = group.text("aktiivinenHenkilotunnus");
        if (group.tells() && active != null) {
            fields.put("uusiHenkilotunnus", active);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> inner(String name) {
        Object inner = fields.computeIfAbsent(name, any -> new LinkedHashMap<String, @Nullable Object>());
        return (Map<String, @Nullable Object>) inner;
    }

    private void put(String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    /** One group of a change: what it speaks of, and in what way. */
    private record Group(JsonNode node, LocalDate day) {

        String name() {
            return String.valueOf(text(PopulationShield.GROUP));
        }

        /** Whether it says what holds from now on. */
        boolean tells() {
            String attribute = String.valueOf(text(PopulationShield.ATTRIBUTE));
            return switch (attribute) {
                case "LISATTY", "KORJATTU", "MUUTETTU" -> !ended();
                default -> false;
            };
        }

        /** Whether it takes away what held until now; what had ended before is only history. */
        boolean takesAway() {
            return "POISTETTU".equals(text(PopulationShield.ATTRIBUTE)) && !ended();
        }

        private boolean ended() {
            LocalDate end = date("loppupv");
            return end != null && !end.isAfter(day);
        }

        boolean isWithheld() {
            JsonNode fields = field("turvakiellonAlaisetKentat");
            return tells() && fields.isArray() && !fields.isEmpty();
        }

        boolean isTrue(String name) {
            return field(name).asBoolean(false);
        }

        @Nullable
        String text(String name) {
            JsonNode value = field(name);
            String text = value.isValueNode() ? value.asText().strip() : "";
            return text.isEmpty() || value.isNull() ? null : text;
        }

        /** Finnish first; the Finnish part may hold Swedish words, and the Swedish part may be missing. */
        @Nullable
        String inEitherLanguage(String name) {
            JsonNode both = field(name);
            for (String language : List.of("fi", "sv")) {
                String text = both.path(language).asText("").strip();
                if (!text.isEmpty()) {
                    return text;
                }
            }
            return null;
        }

        @Nullable
        String street() {
            List<String> parts = new ArrayList<>();
            add(parts, inEitherLanguage("katunimi"));
            add(parts, text("katunumero"));
            add(parts, text("huoneistokirjain"));
            String flat = text("huoneistonumero");
            add(parts, flat == null ? null : flat.replaceFirst("^0+(?=\\d)", ""));
            add(parts, text("jakokirjain"));
            return parts.isEmpty() ? null : String.join(" ", parts);
        }

        private static void add(List<String> parts, @Nullable String part) {
            if (part != null) {
                parts.add(part);
            }
        }

        /** A date of a whole day, a month or a year; null for none and for the far future that stands for "open". */
        @Nullable
        LocalDate date(String name) {
            JsonNode date = field(name);
            return VtjDates.iso(date.isObject() ? date.path("arvo").asText("") : date.asText(""));
        }

        /** One key is spelled in two ways in the wild, so the size of letters says nothing. */
        private JsonNode field(String name) {
            JsonNode exact = node.path(name);
            if (!exact.isMissingNode()) {
                return exact;
            }
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (entry.getKey().equalsIgnoreCase(name)) {
                    return entry.getValue();
                }
            }
            return exact;
        }
    }
}
