package fi.rekisterihub.simulator;

import fi.rekisterihub.simulator.Vocabulary.Industry;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A company of the made-up register.
 *
 * @param number 0-based place in the world; also the root of the vendors' own ids
 * @param businessId Y-tunnus with its dash, from a range that is not in use
 * @param form PRH's letters: OY, OYJ, KY, AY, OK; TMI for a sole trader, whom PRH does not publish
 * @param formerName an ended name, null for most
 * @param domain below {@code .example}
 * @param turnoverClass 1 to 9, see {@code docs/formats.md}
 * @param personnelClass 1 to 8
 * @param lastModified Finnish local time
 */
public record WorldCompany(
        int number,
        String businessId,
        String name,
        String form,
        @Nullable String formerName,
        WorldAddress address,
        Industry industry,
        int turnoverClass,
        int personnelClass,
        String domain,
        String phone,
        LocalDate registered,
        LocalDateTime lastModified) {

    /** As Asiakastieto writes it: {@code 90000123}. */
    public String businessIdWithoutDash() {
        return businessId.replace("-", "");
    }

    public boolean isSoleTrader() {
        return form.equals("TMI");
    }

    public String email() {
        return "info@" + domain;
    }

    WorldCompany movedTo(WorldAddress newAddress, LocalDateTime at) {
        return new WorldCompany(
                number,
                businessId,
                name,
                form,
                formerName,
                newAddress,
                industry,
                turnoverClass,
                personnelClass,
                domain,
                phone,
                registered,
                at);
    }

    WorldCompany renamed(String newName, LocalDateTime at) {
        return new WorldCompany(
                number,
                businessId,
                newName,
                form,
                name,
                address,
                industry,
                turnoverClass,
                personnelClass,
                domain,
                phone,
                registered,
                at);
    }
}
