package fi.rekisterihub.edge;

import fi.rekisterihub.permission.GrantState;
import fi.rekisterihub.permission.Grants;
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
 * {@code /u/{token}/allow}: behind the mail that asks whether somebody really wants what was ticked. GET shows a button and
 * changes nothing, because scanners open the links of that mail too; only the button's own form acts.
 */
@RestController
class GrantController {

    private static final String PATH = "/u/{token}/allow";

    private final Grants grants;
    private final LinkPage page;
    private final LinkAnswers answers;

    GrantController(Grants grants, LinkPage page, LinkAnswers answers) {
        this.grants = grants;
        this.page = page;
        this.answers = answers;
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(@PathVariable("token") String token, HttpServletRequest request) {
        return show(grants.state(token), LinkAnswers.locale(request));
    }

    @PostMapping(PATH)
    ResponseEntity<String> act(@PathVariable("token") String token, HttpServletRequest request) throws IOException {
        Locale locale = LinkAnswers.locale(request);
        LinkForm form = LinkForm.read(request);
        if (!(form instanceof LinkForm.Sent sent)) {
            return answers.show(LinkController.status(form), page.noForm(locale));
        }
        return sent.says("act", "allow")
                ? show(grants.confirm(token), locale)
                : answers.show(HttpStatus.BAD_REQUEST, page.noForm(locale));
    }

    private ResponseEntity<String> show(GrantState state, Locale locale) {
        return switch (state) {
            case OPEN -> answers.show(HttpStatus.OK, page.allowing(locale));
            case USED -> answers.show(HttpStatus.OK, page.allowed(locale));
            case EXPIRED -> answers.show(HttpStatus.GONE, page.expired(locale));
            case UNKNOWN -> answers.show(HttpStatus.NOT_FOUND, page.unknown(locale));
        };
    }
}
