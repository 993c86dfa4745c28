package fi.rekisterihub.match;

import fi.rekisterihub.match.Findings.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the shipped configuration came to on one set. */
record Measured(String set, int rows, Accuracy likely, Accuracy certain, Accuracy possible, int doubtful, long millis) {

    static Measured of(LabelledSet set) {
        return of(set, Design.SHIPPED);
    }

    static Measured of(LabelledSet set, Design design) {
        List<String> truth = new ArrayList<>();
        RecordTable table = set.table(truth);
        long start = System.nanoTime();
        Linkage.Found found = new Linkage(table, Thresholds.of(table.types()), design).find();
        long millis = (System.nanoTime() - start) / 1_000_000;
        Clusters clusters = found.clusters();
        Findings findings = new Findings(table, clusters, found.pairs());
        return new Measured(
                set.name(),
                table.size(),
                Accuracy.of(table, truth, clusters::likely),
                Accuracy.of(table, truth, clusters::certain),
                Accuracy.of(table, truth, clusters::possible),
                findings.rows(Decision.DOUBTFUL),
                millis);
    }

    double doubtfulShare() {
        return (double) doubtful / rows;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("set", set);
        json.put("records", rows);
        json.put("clusters", likely.json());
        json.put("automatic", certain.json());
        json.put("withReview", possible.json());
        json.put("reviewRecords", doubtful);
        json.put("milliseconds", millis);
        return json;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-34s clusters %s | automatic %s | review %.2f %% (with it R%.4f) | %d ms",
                set,
                likely,
                certain,
                100 * doubtfulShare(),
                possible.recall(),
                millis);
    }
}
