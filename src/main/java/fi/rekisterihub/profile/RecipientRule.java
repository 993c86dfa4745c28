package fi.rekisterihub.profile;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who receives which fields, what for, and on what ground data may go to that country.
 *
 * @param route the route that carries notices to this recipient; empty when it is told by hand
 * @param role processor (told of corrections), provider (writes to people for us: told of opt-outs instead), or keeper
 *     (keeps the register for us: told of both)
 * @param country ISO 3166 two letters
 * @param basis adequacy, standard-clauses, privacy-shield …; null inside the EU and EEA
 * @param basisFrom first day of the basis, null when it has none
 * @param contactsBy the channels by which it contacts people for the controller: a prohibition of one of them is told to it
 */
public record RecipientRule(
        String id,
        String name,
        Texts purpose,
        String route,
        String role,
        String country,
        @Nullable String basis,
        @Nullable LocalDate basisFrom,
        Set<String> companyFields,
        Set<String> personFields,
        Set<String> contactsBy) {

    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /** The day the Court of Justice annulled the Privacy Shield (C-311/18). */
    private static final LocalDate PRIVACY_SHIELD_FELL = LocalDate.of(2020, 7, 16);

    /** Whether data may go there on that day (GDPR chapter V). */
    public boolean permitted(LocalDate day) {
        if (inEea()) {
            return true;
        }
        if (basis == null || (basisFrom != null && day.isBefore(basisFrom))) {
            return false;
        }
        return !basis.equals("privacy-shield") || day.isBefore(PRIVACY_SHIELD_FELL);
    }

    /** Whether the recipient is in the EU or EEA, where data moves freely. */
    public boolean inEea() {
        return EEA.contains(country);
    }

    public Set<String> fields(String entity) {
        return entity.equals("company") ? companyFields : personFields;
    }
}
