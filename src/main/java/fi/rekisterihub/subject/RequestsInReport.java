package fi.rekisterihub.subject;

import fi.rekisterihub.subject.report.AccessReport;
import fi.rekisterihub.subject.report.ReportRequests;
import fi.rekisterihub.subject.report.ReportWords;
import java.util.List;
import org.springframework.stereotype.Component;

/** A person's requests in their access report (PROMISES M6). */
@Component
class RequestsInReport implements ReportRequests {

    private final RequestReader requests;

    RequestsInReport(RequestReader requests) {
        this.requests = requests;
    }

    @Override
    public List<AccessReport.Request> of(long personId, ReportWords words) {
        return requests.ofPerson(personId).stream()
                .map(request -> new AccessReport.Request(
                        request.id(),
                        request.receivedAt(),
                        request.kind().word(),
                        words.term("request.kind", request.kind().word()),
                        request.way().word(),
                        words.term("request.way", request.way().word()),
                        request.state().word(),
                        words.term("request.state", request.state().word()),
                        request.dueBy(),
                        request.endedAt(),
                        requests.content(request.id()).said()))
                .toList();
    }
}
