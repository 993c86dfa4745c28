package fi.rekisterihub.match;

/** A person of the made-up population, as a register that makes no mistake would have them. */
record MadeUpPerson(
        int number,
        boolean woman,
        String familyName,
        String givenName,
        int year,
        int month,
        int day,
        MadeUpHome home,
        String phone,
        String email) {

    /** @param street without its number; in two languages where the place has two */
    record MadeUpHome(
            String street, String streetSwedish, String number, String postalCode, String city, String citySwedish) {}
}
