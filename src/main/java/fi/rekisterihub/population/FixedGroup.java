package fi.rekisterihub.population;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One group of the older change file, written as the change feed would write it. Places are counted from 0. */
final class FixedGroup {

    private static final String PLACEHOLDER = "***";
    private static final Map<Character, String> ATTRIBUTES = Map.of(
            '0', "LISATIETO", '1', "LISATTY", '3', "MUUTETTU", '4', "POISTETTU", '5', "KORJATTAVA", '6', "KORJATTU");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("001", "HENKILOTUNNUS_KORJAUS"),
            Map.entry("002", "AIDINKIELI"),
            Map.entry("004", "HENKILON_NIMI"),
            Map.entry("005", "NIMENMUUTOS"),
            Map.entry("013", "KUOLINPAIVA"),
            Map.entry("015", "TURVAKIELTO"),
            Map.entry("101", "VAKINAINEN_KOTIMAINEN_OSOITE"),
            Map.entry("102", "TILAPAINEN_KOTIMAINEN_OSOITE"),
            Map.entry("103", "KOTIMAINEN_POSTIOSOITE"),
            Map.entry("104", "VAKINAINEN_ULKOMAINEN_OSOITE"),
            Map.entry("105", "TILAPAINEN_ULKOMAINEN_OSOITE"));
    private static final Map<String, Integer> WIDTHS = Map.of(
            "002", 6, "004", 213, "005", 123, "013", 12, "015", 12, "101", 237, "102", 237, "103", 125, "104", 183,
            "105", 183);

    private FixedGroup() {}

    /** Whether a customer register has a use for it. */
    static boolean isOfUse(String group) {
        return group.length() > 3 && NAMES.containsKey(group.substring(0, 3));
    }

    static boolean isNumber(String group) {
        return group.startsWith("001");
    }

    /** How wide it must be; 0 for one whose width is not known, or was changed when its number was hidden. */
    static int width(String group) {
        return group.length() < 4 ? 4 : WIDTHS.getOrDefault(group.substring(0, 3), 0);
    }

    static void write(String group, ObjectNode into) {
        String code = group.substring(0, 3);
        into.put(PopulationShield.GROUP, NAMES.getOrDefault(code, code));
        into.put(PopulationShield.ATTRIBUTE, ATTRIBUTES.getOrDefault(group.charAt(3), "LISATIETO"));
        if (!NAMES.containsKey(code)) {
            return;
        }
        switch (code) {
            case "001" -> number(group, into);
            case "002" -> into.put("kielikoodiISO6392", at(group, 4, 2));
            case "004" -> {
                into.put("sukunimi", at(group, 4, 100));
                into.put("etunimi", at(group, 104, 100));
            }
            case "005" -> {
                into.put("nimi", at(group, 4, 100));
                into.put("nimilaji", at(group, 104, 2).equals("01") ? "NYKYINEN_SUKUNIMI" : "MUU");
                into.put("loppupv", at(group, 114, 8));
            }
            case "013" -> into.put("kuollut", true).put("kuolinpv", at(group, 4, 8));
            case "015" -> into.put("turvakieltoAktiivinen", true).put("turvaLoppuPv", at(group, 4, 8));
            case "101", "102" -> home(group, into);
            case "103" -> {
                both(into, "postiosoite", at(group, 4, 50), at(group, 54, 50));
                into.put("postinumero", postCode(at(group, 104, 5)));
                into.put("loppupv", at(group, 117, 8));
            }
            default -> {
                into.put("lahiosoite", at(group, 4, 80));
                into.put("paikkakunta", at(group, 84, 80));
                into.put("valtiokoodi", at(group, 164, 3));
                into.put("loppupv", at(group, 175, 8));
            }
        }
    }

    private static void number(String group, ObjectNode into) {
        if (group.endsWith("1")) {
            into.put(
                    "aktiivinenHenkilotunnus",
                    group.substring(4, group.length() - 1).strip());
        }
    }

    private static void home(String group, ObjectNode into) {
        both(into, "katunimi", at(group, 4, 100), at(group, 104, 100));
        into.put("katunumero", at(group, 204, 7));
        into.put("huoneistokirjain", at(group, 211, 1));
        String flat = at(group, 212, 3);
        into.put("huoneistonumero", flat.matches("0*") ? "" : flat);
        into.put("jakokirjain", at(group, 215, 1));
        into.put("postinumero", postCode(at(group, 216, 5)));
        into.put("loppupv", at(group, 229, 8));
    }

    /** Words such as "ask the registry office" stand in the place of a street that is not given. */
    private static void both(ObjectNode into, String name, String finnish, String swedish) {
        into.putObject(name)
                .put("fi", finnish.startsWith(PLACEHOLDER) ? "" : finnish)
                .put("sv", swedish.startsWith(PLACEHOLDER) ? "" : swedish);
    }

    private static String postCode(String code) {
        return code.matches("0*") ? "" : code;
    }

    private static String at(String group, int from, int length) {
        return from >= group.length()
                ? ""
                : group.substring(from, Math.min(group.length(), from + length)).strip();
    }
}
