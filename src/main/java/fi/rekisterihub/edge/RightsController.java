package fi.rekisterihub.edge;

import fi.rekisterihub.profile.Profile;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.subject.NewRequest;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestView;
import fi.rekisterihub.subject.RequestWay;
import fi.rekisterihub.subject.SubjectRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /rights/{register}}: the form by which people use their rights, where the profile offers it. Without script, cookie and
 * login; the answer is the same whether the person is in the register or not. A form that is sent twice is one request, by the number
 * that stands in it.
 */
@RestController
class RightsController {

    private final Profiles profiles;
    private final SubjectRequests requests;
    private final RequestReader reader;
    private final RightsPage page;
    private final RightsThrottle throttle;
    private final LinkAnswers answers;

    RightsController(
            Profiles profiles,
            SubjectRequests requests,
            RequestReader reader,
            RightsPage page,
            RightsThrottle throttle,
            LinkAnswers answers) {
        this.profiles = profiles;
        this.requests = requests;
        this.reader = reader;
        this.page = page;
        this.throttle = throttle;
        this.answers = answers;
    }

    @GetMapping("/rights/{register}")
    ResponseEntity<String> ask(@PathVariable("register") String register, HttpServletRequest request) {
        Locale locale = LinkAnswers.locale(request);
        return offered(register)
                .map(profile -> answers.show(
                        HttpStatus.OK,
                        RightsPage.TEMPLATE,
                        page.form(profile, locale, UUID.randomUUID().toString(), RightsPage.Filled.NOTHING, false)))
                .orElseGet(() -> answers.show(HttpStatus.NOT_FOUND, RightsPage.TEMPLATE, page.gone(locale)));
    }

    @PostMapping("/rights/{register}")
    ResponseEntity<String> receive(@PathVariable("register") String register, HttpServletRequest request)
            throws IOException {
        Locale locale = LinkAnswers.locale(request);
        Profile profile = offered(register).orElse(null);
        if (profile == null) {
            return answers.show(HttpStatus.NOT_FOUND, RightsPage.TEMPLATE, page.gone(locale));
        }
        LinkForm form = LinkForm.read(request);
        if (!(form instanceof LinkForm.Sent sent)) {
            return answers.show(LinkController.status(form), RightsPage.TEMPLATE, page.noForm(locale));
        }
        if (!throttle.lets(request.getRemoteAddr())) {
            return answers.show(HttpStatus.TOO_MANY_REQUESTS, RightsPage.TEMPLATE, page.busy(profile, locale));
        }
        RightsPage.Filled filled = RightsPage.Filled.of(sent);
        NewRequest asked = request(profile, filled, locale.getLanguage());
        if (asked == null) {
            return answers.show(
                    HttpStatus.BAD_REQUEST, RightsPage.TEMPLATE, page.form(profile, locale, key(filled), filled, true));
        }
        RequestView kept = reader.find(requests.receive(asked, "form").requestId())
                .orElseThrow(() -> new IllegalStateException("A request that was just kept is not there."));
        return answers.show(HttpStatus.OK, RightsPage.TEMPLATE, page.done(locale, kept.promisedBy()));
    }

    private Optional<Profile> offered(String register) {
        return profiles.find(register)
                .filter(profile -> profile.requests().ways().contains(RequestWay.FORM.word()));
    }

    /** Null when what is needed is missing, or longer than the form lets anybody write. */
    private static @Nullable NewRequest request(Profile profile, RightsPage.Filled filled, String language) {
        String[] kind = filled.kind().split("-", 2);
        if (!RightsPage.KINDS.contains(filled.kind()) || filled.contact().isBlank()) {
            return null;
        }
        boolean reasoned = filled.kind().matches("objection-(profiling|research)");
        try {
            return new NewRequest(
                    "form:" + key(filled),
                    profile.id(),
                    RequestKind.of(kind[0]),
                    kind.length == 1 ? null : kind[1].replace("marketing", "direct-marketing"),
                    "*",
                    "*",
                    RequestWay.FORM,
                    null,
                    language,
                    Instant.now(),
                    filled.name(),
                    filled.contact(),
                    reasoned ? null : filled.said(),
                    reasoned ? filled.said() : null,
                    null,
                    true);
        } catch (IllegalArgumentException tooLong) {
            return null;
        }
    }

    /** The number of the form, or a new one where somebody has put something else in its place. */
    private static String key(RightsPage.Filled filled) {
        try {
            return UUID.fromString(filled.key()).toString();
        } catch (IllegalArgumentException altered) {
            return UUID.randomUUID().toString();
        }
    }
}
