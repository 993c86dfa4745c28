package fi.rekisterihub.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a purge of the register would find on a day. Counts and ids, never values.
 *
 * @param persons how many the register has; those who are one count once
 * @param due of how many anything is due, each counted once
 */
public record Preview(String registerId, LocalDate day, long persons, long due, List<Line> lines) {

    /** Due for more than a day, by all rules: a brake, a hold or a hub that was down keeps them. */
    public long late() {
        return lines.stream().mapToLong(Line::late).sum();
    }

    public long held() {
        return lines.stream().mapToLong(line -> line.of("held")).sum();
    }

    public long withoutClock() {
        return lines.stream().mapToLong(line -> line.of("no-clock")).sum();
    }

    /**
     * One group or class of data.
     *
     * @param what as the profile calls it
     * @param states how many are due, held, running, open, at their minimum, or have no clock
     * @param late due or held for more than a day
     * @param in30Days how many more come due within so many days
     * @param holds of those held, how many by what
     * @param missing the anchors of which any would start the clock of those who have none
     * @param years of those with an end, in which year it is; those due now are in the year in which they became so
     * @param samples some ids of those due, held and without a clock
     */
    public record Line(
            String what,
            boolean group,
            Map<String, Long> states,
            long late,
            long in30Days,
            long in90Days,
            Map<String, Long> holds,
            List<String> missing,
            Map<Integer, Long> years,
            Map<String, List<Long>> samples) {

        public long of(String state) {
            return states.getOrDefault(state, 0L);
        }

        public List<Long> sample(String state) {
            return samples.getOrDefault(state, List.of());
        }
    }
}
