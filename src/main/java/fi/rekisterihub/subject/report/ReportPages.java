package fi.rekisterihub.subject.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fi.rekisterihub.TaggedPdf;
import fi.rekisterihub.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The access report as HTML, PDF and JSON: the same facts in each. */
@Component
public class ReportPages {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final ITemplateEngine templates;
    private final AccessReports reports;

    ReportPages(ITemplateEngine templates, AccessReports reports) {
        this.templates = templates;
        this.reports = reports;
    }

    public byte[] json(AccessReport report) {
        try {
            return JSON.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The access report cannot be written as JSON.", e);
        }
    }

    public byte[] html(Profile profile, AccessReport report) {
        return page(profile, report).getBytes(StandardCharsets.UTF_8);
    }

    public byte[] pdf(Profile profile, AccessReport report) {
        return TaggedPdf.of(page(profile, report), "The access report");
    }

    private String page(Profile profile, AccessReport report) {
        ReportWords words = reports.words(profile, report.head().language());
        return templates.process(
                "subject/report",
                new Context(
                        words.locale(), Map.of("report", report, "words", words, "tables", new ReportTables(words))));
    }
}
