package fi.rekisterihub.description;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Descriptions as tagged PDF (PDF/UA): with language, title, bookmarks, and fonts that have every letter of the Nordic
 * languages in them. Nothing of the library is loaded before the first is asked for.
 */
public final class PdfFile {

    private static final String FONT = "Open Sans";

    private PdfFile() {}

    public static byte[] of(Description description) {
        XRLog.setLoggingEnabled(false);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Rekisterihub");
        builder.useFont(() -> font("OpenSans-Regular.ttf"), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("OpenSans-Semibold.ttf"), FONT, 700, FontStyle.NORMAL, true);
        builder.withHtmlContent(Pages.forPdf(description), null);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The text of %s cannot be written as PDF.".formatted(description.registerId()), e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(
                PdfFile.class.getClassLoader().getResourceAsStream("fonts/" + name),
                "The hub was built without fonts.");
    }
}
