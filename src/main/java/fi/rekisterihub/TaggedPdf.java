package fi.rekisterihub;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * XHTML as tagged PDF (PDF/UA), with fonts that have every letter of the Nordic languages in them. The page brings its
 * language, its title and a description of itself. Nothing of the library is loaded before the first is asked for.
 */
public final class TaggedPdf {

    /** The family that a page's style names. */
    private static final String FONT = "Open Sans";

    private TaggedPdf() {}

    /** @param what the page is, for the message when it cannot be written */
    public static byte[] of(String xhtml, String what) {
        XRLog.setLoggingEnabled(false);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Rekisterihub");
        builder.useFont(() -> new ByteArrayInputStream(Fonts.REGULAR), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> new ByteArrayInputStream(Fonts.SEMIBOLD), FONT, 700, FontStyle.NORMAL, true);
        builder.withHtmlContent(xhtml, null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written as PDF.".formatted(what), e);
        }
        return pdf.toByteArray();
    }

    /** Read when the first page is written. */
    private static final class Fonts {

        static final byte[] REGULAR = withoutLigatures("OpenSans-Regular.ttf");
        static final byte[] SEMIBOLD = withoutLigatures("OpenSans-Semibold.ttf");

        private static final int FIRST_TABLE = 12;
        private static final int TABLE = 16;

        /**
         * The font without its table of substitutions (OpenType, GSUB), which gets a name that nobody looks for: with it "fi" would be one
         * sign, and an address that is copied from the page or searched for in it would not be found.
         */
        private static byte[] withoutLigatures(String name) {
            byte[] font = read(name);
            int tables = ByteBuffer.wrap(font).getShort(4);
            for (int entry = FIRST_TABLE; entry < FIRST_TABLE + tables * TABLE; entry += TABLE) {
                if (new String(font, entry, 4, StandardCharsets.US_ASCII).equals("GSUB")) {
                    font[entry] = 'g';
                }
            }
            return font;
        }

        private static byte[] read(String name) {
            try (InputStream stream = Objects.requireNonNull(
                    TaggedPdf.class.getClassLoader().getResourceAsStream("fonts/" + name),
                    "The hub was built without fonts.")) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("The font %s cannot be read.".formatted(name), e);
            }
        }
    }
}
