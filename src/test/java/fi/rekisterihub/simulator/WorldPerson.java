package fi.rekisterihub.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A person of the made-up register.
 *
 * @param number 0-based place in the world
 * @param formerPhone the number that this person had before, null when it never changed
 * @param phone E.164
 * @param businessId where the person works
 * @param leader whether the person leads the company
 * @param inCrm whether the controller's own customer system knows the person
 */
public record WorldPerson(
        int number,
        String familyName,
        String givenName,
        String title,
        String email,
        String phone,
        @Nullable String formerPhone,
        WorldAddress address,
        String language,
        int birthYear,
        String businessId,
        boolean leader,
        boolean inCrm) {

    /** The key in the controller's own customer system. */
    public String customerId() {
        return "C-%06d".formatted(number + 1);
    }

    WorldPerson withPhone(String newPhone) {
        return new WorldPerson(
                number,
                familyName,
                givenName,
                title,
                email,
                newPhone,
                phone,
                address,
                language,
                birthYear,
                businessId,
                leader,
                inCrm);
    }

    WorldPerson withAddress(WorldAddress newAddress) {
        return new WorldPerson(
                number,
                familyName,
                givenName,
                title,
                email,
                phone,
                formerPhone,
                newAddress,
                language,
                birthYear,
                businessId,
                leader,
                inCrm);
    }

    WorldPerson withTitle(String newTitle) {
        return new WorldPerson(
                number,
                familyName,
                givenName,
                newTitle,
                email,
                phone,
                formerPhone,
                address,
                language,
                birthYear,
                businessId,
                leader,
                inCrm);
    }
}
