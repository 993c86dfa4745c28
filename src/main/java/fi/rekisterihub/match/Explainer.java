package fi.rekisterihub.match;

import java.util.Locale;

/** Says in plain words why two rows of files are taken for one entity or not. */
final class Explainer {

    private final Scorer scorer;
    private final EvidenceWords words;

    /** @param language fi, sv or en */
    Explainer(RecordTable table, Linkage.Found found, String language) {
        this.scorer = new Scorer(table, found.model(), found.frequencies());
        this.words = new EvidenceWords(Locale.forLanguageTag(language));
    }

    /** One sentence for each column that says something, the weightiest first. */
    String explain(int row, int partner) {
        return words.sentence(scorer.evidence(Math.min(row, partner), Math.max(row, partner)));
    }
}
