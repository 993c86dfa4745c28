package fi.rekisterihub.description;

import fi.rekisterihub.OperatorText;
import fi.rekisterihub.TaggedPdf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Descriptions as HTML and PDF. It has an engine of its own, because the command line has no Spring and a page for outsiders must
 * not meet the console's views, which keep a session.
 */
public final class Pages {

    private static final String STYLE = resource("static/assets/description.css");

    /** In the address of the style, which browsers keep for a year: another style is fetched at once. */
    private static final String STYLE_VERSION =
            new OperatorText("", STYLE).fingerprint().substring(0, 8);

    private static final SpringTemplateEngine ENGINE = engine();

    private Pages() {}

    /** One file that stands by itself, with its style in it: for a download, or for another website. */
    public static String file(Description description) {
        return filled(description, "description/file", Map.of("style", STYLE));
    }

    /** The same as tagged PDF, with a bookmark for each chapter, and a style of what its maker understands. */
    public static byte[] pdf(Description description) {
        return TaggedPdf.of(
                filled(description, "description/pdf", Map.of("style", resource("description/pdf.css"))),
                "The text of " + description.registerId());
    }

    /**
     * The page for everybody.
     *
     * @param others where the other languages are, by language
     * @param files where the same text is as a file, by the ending of its name
     * @param root the path below which the hub stands, for its style
     */
    public static String page(
            Description description, Map<String, String> others, Map<String, String> files, String root) {
        return filled(
                description,
                "description/page",
                Map.of("others", others, "files", files, "root", root, "version", STYLE_VERSION));
    }

    private static String filled(Description description, String template, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("description", description);
        model.put("labels", labels(description.language()));
        return ENGINE.process(template, new Context(Locale.forLanguageTag(description.language()), model));
    }

    /** The words around a text, by their keys. */
    static Map<String, String> labels(String language) {
        Wording words = Wording.in(language);
        Map<String, String> labels = new HashMap<>();
        for (String key : List.of("contents", "languages", "files", "skip", "summary")) {
            labels.put(key, words.say("page." + key));
        }
        return labels;
    }

    private static String resource(String name) {
        try (InputStream stream = Pages.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The hub was built without %s.".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read.".formatted(name), e);
        }
    }

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
