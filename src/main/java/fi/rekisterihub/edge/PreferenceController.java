package fi.rekisterihub.edge;

import fi.rekisterihub.permission.LinkPreferences;
import fi.rekisterihub.permission.LinkPreferences.Outcome;
import fi.rekisterihub.permission.Wish;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /u/{token}/preferences}: every topic and channel of the link's register. GET shows, POST acts. */
@RestController
class PreferenceController {

    private static final String PATH = "/u/{token}/preferences";

    private final LinkPreferences preferences;
    private final PreferencePage page;
    private final LinkPage links;
    private final LinkAnswers answers;

    PreferenceController(LinkPreferences preferences, PreferencePage page, LinkPage links, LinkAnswers answers) {
        this.preferences = preferences;
        this.page = page;
        this.links = links;
        this.answers = answers;
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(@PathVariable("token") String token, HttpServletRequest request) {
        return show(token, LinkAnswers.locale(request), null);
    }

    @PostMapping(PATH)
    ResponseEntity<String> act(@PathVariable("token") String token, HttpServletRequest request) throws IOException {
        Locale locale = LinkAnswers.locale(request);
        if (preferences.of(token).isEmpty()) {
            return answers.show(HttpStatus.NOT_FOUND, links.unknown(locale));
        }
        LinkForm form = LinkForm.read(request);
        if (!(form instanceof LinkForm.Sent sent)) {
            return answers.show(LinkController.status(form), links.noForm(locale));
        }
        Outcome outcome = act(token, sent, locale, LinkAnswers.userAgent(request));
        return outcome == Outcome.REFUSED
                ? answers.show(HttpStatus.BAD_REQUEST, links.noForm(locale))
                : show(token, locale, outcome);
    }

    private Outcome act(String token, LinkForm.Sent form, Locale locale, @Nullable String userAgent) {
        if (form.says("act", "nothing")) {
            return preferences.nothingAnyMore(token, userAgent) ? Outcome.KEPT : Outcome.REFUSED;
        }
        if (!form.says("act", "save")) {
            return Outcome.REFUSED;
        }
        try {
            return preferences.change(
                    token, wishes(form.all("shown")), wishes(form.all("allow")), locale.getLanguage(), userAgent);
        } catch (IllegalArgumentException altered) {
            return Outcome.REFUSED;
        }
    }

    private ResponseEntity<String> show(String token, Locale locale, @Nullable Outcome outcome) {
        return preferences
                .of(token)
                .map(it -> answers.show(HttpStatus.OK, "links/preferences", page.of(it, outcome, locale)))
                .orElseGet(() -> answers.show(HttpStatus.NOT_FOUND, links.unknown(locale)));
    }

    private static Set<Wish> wishes(List<String> texts) {
        return texts.stream().map(Wish::parse).collect(Collectors.toSet());
    }
}
