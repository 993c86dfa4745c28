package fi.rekisterihub.subject.report;

import java.util.List;

/** The person's requests, as the report shows them. The desk's room knows them. */
public interface ReportRequests {

    /** Of the person and all who are one with them, newest first. */
    List<AccessReport.Request> of(long personId, ReportWords words);
}
