package fi.rekisterihub.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * The pages of links: no cookie, no redirect, no session, no script, nothing for search engines, and no address told to
 * whoever is linked to. Filled in here and not by the console's views, which keep a session.
 */
@Component
final class LinkAnswers {

    private static final int LONGEST_USER_AGENT = 200;
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private final ITemplateEngine templates;

    LinkAnswers(ITemplateEngine templates) {
        this.templates = templates;
    }

    ResponseEntity<String> show(HttpStatus status, LinkPage.Texts texts) {
        return show(status, "links/page", texts);
    }

    ResponseEntity<String> show(HttpStatus status, String template, LinkPage.Shown page) {
        Locale locale = Locale.forLanguageTag(page.language());
        return answer(status, HTML, page.language())
                .body(templates.process(template, new Context(locale, Map.of("page", page))));
    }

    /** For a mail program, which shows nothing of it to anybody (RFC 8058, section 3.2). */
    ResponseEntity<String> say(HttpStatus status, LinkPage.Texts texts) {
        return answer(status, PLAIN, texts.language()).body(texts.title() + '\n');
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, MediaType type, String language) {
        return ResponseEntity.status(status)
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", POLICY);
    }

    /** Asked of the address alone: asking the request for a parameter would read the form. */
    static Locale locale(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = query == null
                ? null
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .getFirst("lang");
        return LinkPage.locale(wanted, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    static @Nullable String userAgent(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null || agent.length() <= LONGEST_USER_AGENT ? agent : agent.substring(0, LONGEST_USER_AGENT);
    }
}
