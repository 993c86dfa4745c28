package fi.rekisterihub.match;

import java.util.List;

/**
 * A company of the made-up ones, as a register that makes no mistake would have it.
 *
 * @param name what stands before its form, or behind it
 * @param form {@code Oy}, {@code Tmi}, …
 * @param otherNames auxiliary, parallel and former ones, whole
 * @param places its offices, the first of which is the main one
 */
record MadeUpCompany(
        int number,
        String name,
        String form,
        boolean owner,
        List<String> otherNames,
        String businessId,
        List<Office> places,
        String phone,
        String domain) {

    record Office(MadeUpPerson.MadeUpHome address, String phone) {}
}
