package fi.rekisterihub.simulator;

import fi.rekisterihub.simulator.Vocabulary.Town;

/**
 * Where something is, in both languages.
 *
 * @param street street name in Finnish, without the number
 * @param streetSwedish the same street in Swedish
 * @param number building number
 * @param entrance a letter, empty when the building has one door
 * @param apartment apartment number, empty when there is none
 */
public record WorldAddress(
        String street, String streetSwedish, String number, String entrance, String apartment, Town town) {

    /** One line as people write it: {@code Koulukatu 3 B 12}. */
    public String streetLine() {
        String line = street + ' ' + number;
        return entrance.isEmpty() ? line : line + ' ' + entrance + ' ' + apartment;
    }

    public String postalCode() {
        return town.postalCode();
    }

    public String city() {
        return town.finnish();
    }
}
