package fi.rekisterihub.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who stands on the association's list: a few in a hundred of the register, and as many others. */
final class OptOuts {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final int THREE_YEARS = 1_095;

    private final RandomGenerator random;
    private final LocalDate today;
    private final List<OptOut> all = new ArrayList<>();

    OptOuts(RandomGenerator random, LocalDate today, List<WorldPerson> persons) {
        this.random = random;
        this.today = today;
        for (WorldPerson person : persons) {
            int share = random.nextInt(1_000);
            if (share < 25) {
                add(person, OptOut.Channel.PUHELIN);
            }
            if (share >= 15 && share < 40) {
                add(person, OptOut.Channel.POSTI);
            }
            if (share >= 960) {
                addStranger();
            }
        }
    }

    List<OptOut> all() {
        return List.copyOf(all);
    }

    void add(WorldPerson person, OptOut.Channel channel) {
        boolean byPhone = channel == OptOut.Channel.PUHELIN;
        OptOut entry = new OptOut(
                channel,
                byPhone ? person.phone() : null,
                person.familyName(),
                person.givenName(),
                byPhone ? null : person.address(),
                validUntil());
        boolean known = all.stream()
                .anyMatch(other -> byPhone
                        ? entry.phone() != null && entry.phone().equals(other.phone())
                        : entry.address() != null
                                && entry.address().equals(other.address())
                                && entry.givenName().equals(other.givenName()));
        if (!known) {
            all.add(entry);
        }
    }

    private void addStranger() {
        boolean byPhone = random.nextInt(2) == 0;
        String language = random.nextInt(12) == 0 ? "sv" : "fi";
        all.add(new OptOut(
                byPhone ? OptOut.Channel.PUHELIN : OptOut.Channel.POSTI,
                byPhone ? "+35846555%05d".formatted(all.size()) : null,
                Vocabulary.familyName(language, random),
                Vocabulary.givenName(language, random),
                byPhone ? null : Vocabulary.address(random),
                validUntil()));
    }

    /** Everyone renews every three years, each on a day of their own: the list changes little from day to day. */
    private LocalDate validUntil() {
        long passed = today.toEpochDay() - EPOCH.toEpochDay();
        int phase = random.nextInt(THREE_YEARS);
        long periods = Math.floorDiv(passed - phase, THREE_YEARS) + 1;
        return EPOCH.plusDays(phase + periods * THREE_YEARS);
    }
}
