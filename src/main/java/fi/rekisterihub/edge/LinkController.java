package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.LinkPreferences;
import fi.rekisterihub.permission.LinkPreferences.About;
import fi.rekisterihub.permission.LinkState;
import fi.rekisterihub.permission.LinkWay;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /u/{token}}: GET shows a page and changes nothing, because link scanners follow every link; POST acts, from
 * the page's button and from mail programs (RFC 8058).
 */
@RestController
class LinkController {

    private final LinkActs acts;
    private final LinkPreferences preferences;
    private final LinkPage page;
    private final LinkAnswers answers;

    LinkController(LinkActs acts, LinkPreferences preferences, LinkPage page, LinkAnswers answers) {
        this.acts = acts;
        this.preferences = preferences;
        this.page = page;
        this.answers = answers;
    }

    @GetMapping("/u/{token}")
    ResponseEntity<String> ask(@PathVariable("token") String token, HttpServletRequest request) {
        Locale locale = LinkAnswers.locale(request);
        About about = preferences.about(token).orElse(null);
        return switch (acts.state(token)) {
            case OPEN -> answers.show(HttpStatus.OK, page.asking(locale, token, about));
            case USED -> answers.show(HttpStatus.OK, page.used(locale, token, about));
            case UNKNOWN -> answers.show(HttpStatus.NOT_FOUND, page.unknown(locale));
        };
    }

    /** Any form is a yes: the button's, {@code List-Unsubscribe=One-Click} in either encoding, or an empty one. */
    @PostMapping("/u/{token}")
    ResponseEntity<String> act(@PathVariable("token") String token, HttpServletRequest request) throws IOException {
        Locale locale = LinkAnswers.locale(request);
        LinkForm form = LinkForm.read(request);
        if (!(form instanceof LinkForm.Sent sent)) {
            return acts.state(token) == LinkState.UNKNOWN
                    ? answers.show(HttpStatus.NOT_FOUND, page.unknown(locale))
                    : answers.show(status(form), page.noForm(locale));
        }
        if (!acts.optOut(token, way(sent), LinkAnswers.userAgent(request))) {
            return answers.show(HttpStatus.NOT_FOUND, page.unknown(locale));
        }
        LinkPage.Texts done = page.done(locale, token, preferences.about(token).orElse(null));
        return sent.oneClick() ? answers.say(HttpStatus.OK, done) : answers.show(HttpStatus.OK, done);
    }

    static HttpStatus status(LinkForm refused) {
        return refused instanceof LinkForm.TooLong ? HttpStatus.PAYLOAD_TOO_LARGE : HttpStatus.UNSUPPORTED_MEDIA_TYPE;
    }

    private static LinkWay way(LinkForm.Sent form) {
        if (form.oneClick()) {
            return LinkWay.ONE_CLICK;
        }
        return form.says("act", "stop") ? LinkWay.PAGE : LinkWay.OTHER;
    }
}
