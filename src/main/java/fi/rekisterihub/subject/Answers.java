package fi.rekisterihub.subject;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.subject.RefusedStep.Why;
import fi.rekisterihub.subject.report.AccessReport;
import fi.rekisterihub.subject.report.AccessReports;
import fi.rekisterihub.subject.report.OriginLetter;
import fi.rekisterihub.subject.report.Portability;
import fi.rekisterihub.subject.report.ReportPages;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only door to texts with a person's data: it opens for a request that asks for them, of a person who was found, when it is known
 * who asks (PROMISES SK9). That something was taken out is written down before it is handed over.
 */
@Service
public class Answers {

    private final TransactionTemplate transaction;
    private final RequestRows rows;
    private final RequestLaw law;
    private final AccessReports reports;
    private final ReportPages pages;
    private final Portability portability;
    private final OriginLetter letter;

    Answers(
            TransactionTemplate transaction,
            RequestRows rows,
            RequestLaw law,
            AccessReports reports,
            ReportPages pages,
            Portability portability,
            OriginLetter letter) {
        this.transaction = transaction;
        this.rows = rows;
        this.law = law;
        this.reports = reports;
        this.pages = pages;
        this.portability = portability;
        this.letter = letter;
    }

    /** What can be made. */
    public enum Text {
        ACCESS_HTML("text/html;charset=UTF-8", "html"),
        ACCESS_PDF("application/pdf", "pdf"),
        ACCESS_JSON("application/json", "json"),
        ORIGIN_TEXT("text/plain;charset=UTF-8", "txt"),
        PORTABLE_JSON("application/json", "json"),
        PORTABLE_CSV("text/csv;charset=UTF-8", "csv");

        private final String type;
        private final String ending;

        Text(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException when there is no such text */
        public static Text of(String word) {
            for (Text text : values()) {
                if (text.word().equals(word)) {
                    return text;
                }
            }
            throw new IllegalArgumentException("There is no text '%s'.".formatted(word));
        }

        /** Whoever may know everything may also be told only where it came from. */
        public boolean answers(RequestKind kind) {
            return switch (this) {
                case ACCESS_HTML, ACCESS_PDF, ACCESS_JSON -> kind == RequestKind.ACCESS;
                case ORIGIN_TEXT -> kind == RequestKind.ORIGIN || kind == RequestKind.ACCESS;
                case PORTABLE_JSON, PORTABLE_CSV -> kind == RequestKind.PORTABILITY;
            };
        }
    }

    /** @param fileName names the request and nobody */
    public record Made(byte[] content, String type, String fileName, long personId) {}

    /** @throws RefusedStep when it is not known who asks, or the request asks for something else */
    public Made make(long requestId, Text text, String who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            RequestView request = rows.hold(requestId)
                    .orElseThrow(() -> new RefusedStep(Why.NOT_NOW, "There is no request %d.".formatted(requestId)));
            Long person = request.personId();
            Profile profile = law.profile(request.registerId()).orElse(null);
            if (person == null || profile == null) {
                throw new RefusedStep(
                        Why.NO_PERSON, "Find the person of request %d in the register first.".formatted(requestId));
            }
            if (!request.identified()) {
                throw new RefusedStep(
                        Why.NO_IDENTITY,
                        "Nothing is told before it is known who asks: verify the identity of request %d first."
                                .formatted(requestId));
            }
            if (!text.answers(request.kind())
                    || request.state()
                            .after(Happening.DISCLOSED, request.facts())
                            .isEmpty()) {
                throw new RefusedStep(
                        Why.NOT_NOW,
                        "Request %d is '%s' and '%s': it is not answered by this."
                                .formatted(
                                        requestId,
                                        request.kind().word(),
                                        request.state().word()));
            }
            rows.event(
                    request, Happening.DISCLOSED, RequestRows.Said.detail(text.word() + " " + request.language()), who);
            return new Made(
                    content(text, profile, person, request),
                    text.type,
                    "%s-%d.%s".formatted(text.word(), requestId, text.ending),
                    person);
        }));
    }

    private byte[] content(Text text, Profile profile, long person, RequestView request) {
        if (text == Text.PORTABLE_JSON) {
            return portability.json(profile, person);
        }
        if (text == Text.PORTABLE_CSV) {
            return portability.csv(profile, person);
        }
        AccessReport report = reports.of(profile, person, request.language(), request.id());
        return switch (text) {
            case ACCESS_HTML -> pages.html(profile, report);
            case ACCESS_PDF -> pages.pdf(profile, report);
            case ACCESS_JSON -> pages.json(report);
            default -> letter.of(profile, report).getBytes(StandardCharsets.UTF_8);
        };
    }
}
