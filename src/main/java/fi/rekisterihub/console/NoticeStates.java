package fi.rekisterihub.console;

import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.notice.StateCount;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Deliveries by recipient and state, folded into what people ask: waiting, arrived, dead.
 *
 * @param recipients in the order of their ids
 */
record NoticeStates(List<Row> recipients) {

    /** One recipient; {@code most} tells that a count stopped at its bound. */
    record Row(String recipient, long waiting, long arrived, long dead, boolean bounded) {}

    static NoticeStates of(List<StateCount> counts) {
        Map<String, List<StateCount>> byRecipient = counts.stream()
                .collect(Collectors.groupingBy(StateCount::recipient, TreeMap::new, Collectors.toList()));
        return new NoticeStates(byRecipient.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Row::recipient))
                .toList());
    }

    public long waiting() {
        return recipients.stream().mapToLong(Row::waiting).sum();
    }

    public long arrived() {
        return recipients.stream().mapToLong(Row::arrived).sum();
    }

    public long dead() {
        return recipients.stream().mapToLong(Row::dead).sum();
    }

    public boolean bounded() {
        return recipients.stream().anyMatch(Row::bounded);
    }

    private static Row row(String recipient, List<StateCount> counts) {
        return new Row(
                recipient,
                sum(counts, "new", "claimed"),
                sum(counts, "sent", "confirmed"),
                sum(counts, "dead", "refused"),
                counts.stream().anyMatch(count -> count.number() >= NoticeReader.COUNT_UP_TO));
    }

    private static long sum(List<StateCount> counts, String... states) {
        List<String> wanted = List.of(states);
        return counts.stream()
                .filter(count -> wanted.contains(count.status()))
                .mapToLong(StateCount::number)
                .sum();
    }
}
