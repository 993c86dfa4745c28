package fi.rekisterihub.simulator;

/** Identity numbers of made-up people: from the range 900–999, which belongs to nobody. */
public final class WorldIdentity {

    private static final String CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int DAYS = 28;
    private static final int MONTHS = 12;

    private WorldIdentity() {}

    /** Another for each person of a world of up to 33,600. */
    public static String of(WorldPerson person) {
        int n = person.number();
        int day = 1 + n % DAYS;
        int month = 1 + n / DAYS % MONTHS;
        String date = "%02d%02d%02d".formatted(day, month, person.birthYear() % 100);
        String serial = String.valueOf(900 + n / (DAYS * MONTHS) % 100);
        char check = CHECKS.charAt(Integer.parseInt(date + serial) % CHECKS.length());
        return date + (person.birthYear() < 2000 ? '-' : 'A') + serial + check;
    }
}
