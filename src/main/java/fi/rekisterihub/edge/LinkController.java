package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkActs;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * {@code /u/{token}}: GET shows a page and changes nothing, because link scanners follow every link; POST acts, from
 * the page's button and from mail programs (RFC 8058). No cookie, no redirect, no session, no script, and nothing on
 * the page says whose it is. The page is filled in here and not by the console's views, which keep a session.
 */
@RestController
class LinkController {

    private static final int LONGEST_USER_AGENT = 200;
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private final LinkActs acts;
    private final LinkPage page;
    private final ITemplateEngine templates;

    LinkController(LinkActs acts, LinkPage page, ITemplateEngine templates) {
        this.acts = acts;
        this.page = page;
        this.templates = templates;
    }

    @GetMapping("/u/{token}")
    ResponseEntity<String> ask(@PathVariable("token") String token, HttpServletRequest request) {
        Locale locale = locale(request);
        return switch (acts.state(token)) {
            case OPEN -> show(HttpStatus.OK, page.asking(locale));
            case USED -> show(HttpStatus.OK, page.used(locale));
            case UNKNOWN -> show(HttpStatus.NOT_FOUND, page.unknown(locale));
        };
    }

    /** Any form is a yes: the button's, {@code List-Unsubscribe=One-Click} in either encoding, or an empty one. */
    @PostMapping("/u/{token}")
    ResponseEntity<String> act(@PathVariable("token") String token, HttpServletRequest request) {
        Locale locale = locale(request);
        return acts.optOut(token, userAgent(request))
                ? show(HttpStatus.OK, page.done(locale))
                : show(HttpStatus.NOT_FOUND, page.unknown(locale));
    }

    private ResponseEntity<String> show(HttpStatus status, LinkPage.Texts texts) {
        Locale locale = Locale.forLanguageTag(texts.language());
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, texts.language())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", POLICY)
                .body(templates.process("links/page", new Context(locale, Map.of("page", texts))));
    }

    private static Locale locale(HttpServletRequest request) {
        return LinkPage.locale(request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static @Nullable String userAgent(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null || agent.length() <= LONGEST_USER_AGENT ? agent : agent.substring(0, LONGEST_USER_AGENT);
    }
}
