package fi.rekisterihub.description;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.description.Description.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The files that people read after a build: {@code target/notices}. */
class PagesPdfTest {

    private static final Path FOLDER = Path.of("target/notices");

    @Test
    @DisplayName(
            "rule 5 the notice of every register is written as HTML and PDF in three languages, to be read after a build")
    void writesEveryNotice() throws IOException {
        Files.createDirectories(FOLDER);
        for (Description text : Shipped.texts().toList()) {
            Path file = FOLDER.resolve(text.fileName().replace(".notice", ""));
            Files.writeString(Path.of(file + ".html"), Pages.file(text));
            Files.write(Path.of(file + ".txt"), PlainText.lines(text));
            if (text.kind() == Kind.RECORD) {
                continue;
            }
            byte[] pdf = Pages.pdf(text);
            Files.write(Path.of(file + ".pdf"), pdf);
            check(text, pdf);
        }
    }

    @Test
    void writesTheRecordToo() throws IOException {
        Description text = Shipped.text(Kind.RECORD, Shipped.profiles().get(0), "sv");

        check(text, Pages.pdf(text));
    }

    private static void check(Description text, byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String name = text.fileName();
            assertThat(document.getDocumentInformation().getTitle()).as(name).isEqualTo(text.fullTitle());
            assertThat(document.getDocumentCatalog().getLanguage()).as(name).isEqualTo(text.language());
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked())
                    .as("tagged")
                    .isTrue();
            assertThat(bookmarks(document))
                    .as(name)
                    .containsExactlyElementsOf(
                            text.parts().stream().map(Part::heading).toList());
            // A paragraph may go on after the head of the next page.
            String read = new PDFTextStripper()
                    .getText(document)
                    .replaceAll("\\s+", " ")
                    .replaceAll(Pattern.quote(text.fullTitle()) + " \\d+ / \\d+ ", "");
            for (Part part : text.parts()) {
                assertThat(read).as(name).contains(part.heading());
                part.lines()
                        .filter(line -> part.blocks().stream()
                                .filter(block -> block.form().equals("paragraph"))
                                .flatMap(Block::lines)
                                .anyMatch(line::equals))
                        .forEach(line -> assertThat(read).as(name).contains(line.text()));
            }
            assertThat(read)
                    .as("no ligatures, so that an address can be searched for")
                    .doesNotContain("ﬁ", "ﬂ", "ﬀ");
            if (!text.language().equals("en")) {
                assertThat(read).contains("ä", "ö");
            }
            assertThat(read).doesNotContain("#", "�");
            for (PDPage page : document.getPages()) {
                for (COSName font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded())
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    private static List<String> bookmarks(PDDocument document) {
        List<String> titles = new ArrayList<>();
        for (PDOutlineItem item :
                document.getDocumentCatalog().getDocumentOutline().children()) {
            titles.add(item.getTitle());
        }
        return titles;
    }
}
