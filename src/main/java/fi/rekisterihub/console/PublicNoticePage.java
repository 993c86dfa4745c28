package fi.rekisterihub.console;

import fi.rekisterihub.description.Description;
import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.description.Descriptions;
import fi.rekisterihub.description.Pages;
import fi.rekisterihub.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /registers/{id}/notice}: what everybody may read without a login. No cookie, no session and no script. */
@RestController
class PublicNoticePage {

    static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; " + "frame-ancestors 'none'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final RegisterTexts texts;

    PublicNoticePage(RegisterTexts texts) {
        this.texts = texts;
    }

    @GetMapping("/registers/{id}/notice")
    ResponseEntity<byte[]> show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        Profile profile = texts.profile(id);
        Description text = text(profile, lang, request);
        Map<String, String> others = new LinkedHashMap<>();
        Descriptions.languages(profile).forEach(language -> others.put(language, "notice?lang=" + language));
        Map<String, String> files = new LinkedHashMap<>();
        List.of("pdf", "html").forEach(form -> files.put(form, "notice." + form + "?lang=" + text.language()));
        return answer(text, HTML)
                .header("Content-Security-Policy", POLICY)
                .body(Pages.page(text, others, files, request.getContextPath()).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/registers/{id}/notice.html")
    ResponseEntity<byte[]> html(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        Description text = text(texts.profile(id), lang, request);
        return file(text, HTML, ".html", Pages.file(text).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/registers/{id}/notice.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        Description text = text(texts.profile(id), lang, request);
        return file(text, MediaType.APPLICATION_PDF, ".pdf", texts.pdf(text));
    }

    static ResponseEntity<byte[]> file(Description text, MediaType type, String ending, byte[] content) {
        return answer(text, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(text.fileName() + ending)
                                .build()
                                .toString())
                .body(content);
    }

    /** The language that the link asks for, else the first of the browser's that there is, else the register's own. */
    private Description text(Profile profile, @Nullable String wanted, HttpServletRequest request) {
        List<String> languages = Descriptions.languages(profile);
        if (wanted != null && languages.contains(wanted)) {
            return texts.text(Kind.NOTICE, profile, wanted);
        }
        return texts.text(Kind.NOTICE, profile, ofBrowser(languages, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static String ofBrowser(List<String> languages, @Nullable String acceptLanguage) {
        try {
            Locale best = acceptLanguage == null
                    ? null
                    : Locale.lookup(
                            Locale.LanguageRange.parse(acceptLanguage),
                            languages.stream().map(Locale::forLanguageTag).toList());
            return best == null ? languages.get(0) : best.getLanguage();
        } catch (IllegalArgumentException unreadable) {
            return languages.get(0);
        }
    }

    private static ResponseEntity.BodyBuilder answer(Description text, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.CONTENT_LANGUAGE, text.language())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }
}
