package fi.rekisterihub.subject.report;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The answer to "where did you get my data": a letter that says of each value its source, its day and on what ground it is held. */
@Component
public class OriginLetter {

    private final AccessReports reports;

    OriginLetter(AccessReports reports) {
        this.reports = reports;
    }

    /** Plain text, in the report's language. */
    public String of(fi.rekisterihub.profile.Profile profile, AccessReport report) {
        ReportWords words = reports.words(profile, report.head().language());
        StringBuilder letter = new StringBuilder();
        letter.append(words.text(
                        "report.origin.head",
                        report.head().register(),
                        report.head().controller()))
                .append("\n\n")
                .append(words.text(
                        "report.origin.begin", words.day(report.head().madeAt())))
                .append("\n\n");
        for (AccessReport.Part part : report.parts()) {
            part.groups().stream()
                    .flatMap(group -> group.values().stream())
                    .filter(value -> !value.withheld())
                    .forEach(value ->
                            letter.append("- ").append(line(value, words)).append('\n'));
            part.roles().forEach(role -> letter.append("- ")
                    .append(words.text(
                            "report.origin.line", role.company(), role.sourceText(), words.day(role.since())))
                    .append('\n'));
        }
        return letter.append('\n')
                .append(words.text("report.origin.basis"))
                .append('\n')
                .append(report.purposes().stream()
                        .map(purpose -> "- " + purpose.text() + ": " + purpose.basisText())
                        .collect(Collectors.joining("\n")))
                .append("\n\n")
                .append(words.text("report.origin.end", report.head().contact()))
                .append("\n\n")
                .append(words.text("report.complaint"))
                .append('\n')
                .toString();
    }

    private static String line(AccessReport.Value value, ReportWords words) {
        String what = value.text() + " (" + value.value() + ")";
        return value.storedAt() == null
                ? words.text("report.origin.undated", what, value.sourceText())
                : words.text("report.origin.line", what, value.sourceText(), words.day(value.storedAt()));
    }
}
