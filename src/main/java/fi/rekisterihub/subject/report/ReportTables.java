package fi.rekisterihub.subject.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The rows of the long tables of the page. A template would evaluate an expression for each of some ten thousand cells, which takes
 * longer than all the rest of the report.
 */
public final class ReportTables {

    private final ReportWords words;

    ReportTables(ReportWords words) {
        this.words = words;
    }

    public String history(List<AccessReport.Change> history) {
        StringBuilder rows = new StringBuilder();
        for (AccessReport.Change one : history) {
            row(
                    rows,
                    words.when(one.at()),
                    one.fieldText(),
                    one.before(),
                    one.withheld() ? words.text("report.withheld") : one.after(),
                    one.sourceText(),
                    one.ruleText());
        }
        return rows.toString();
    }

    public String told(List<AccessReport.Told> told) {
        StringBuilder rows = new StringBuilder();
        for (AccessReport.Told one : told) {
            String arrived = words.when(one.confirmedAt() == null ? one.sentAt() : one.confirmedAt());
            row(
                    rows,
                    words.when(one.at()),
                    one.recipientText(),
                    one.kindText(),
                    String.join(", ", one.fields()),
                    one.receipt() == null ? arrived : arrived + " · " + one.receipt());
        }
        return rows.toString();
    }

    public String looks(List<AccessReport.Look> looks) {
        StringBuilder rows = new StringBuilder();
        looks.forEach(one -> row(rows, words.when(one.at()), one.role(), one.what()));
        return rows.toString();
    }

    private static void row(StringBuilder rows, @Nullable String... cells) {
        rows.append("<tr>");
        for (String cell : cells) {
            rows.append("<td>");
            if (cell != null) {
                rows.append(HtmlUtils.htmlEscape(cell, "UTF-8"));
            }
            rows.append("</td>");
        }
        rows.append("</tr>\n");
    }
}
