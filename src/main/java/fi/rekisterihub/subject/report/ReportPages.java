package fi.rekisterihub.subject.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fi.rekisterihub.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The access report as HTML, PDF and JSON: the same facts in each. */
@Component
public class ReportPages {

    /** Comes with PDFBox; has every letter of the languages of Europe, which the fonts of every PDF reader have not. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

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
        try (ByteArrayOutputStream pdf = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFastMode()
                    .useFont(ReportPages::font, "Liberation Sans", 400, FontStyle.NORMAL, true)
                    .withProducer("Rekisterihub")
                    .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(page(profile, report))), "/")
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The access report cannot be written as PDF.", e);
        }
    }

    private String page(Profile profile, AccessReport report) {
        ReportWords words = reports.words(profile, report.head().language());
        return templates.process(
                "subject/report",
                new Context(
                        words.locale(), Map.of("report", report, "words", words, "tables", new ReportTables(words))));
    }

    private static InputStream font() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), "PDFBox comes without its font.");
    }
}
