package fi.rekisterihub.edge;

import fi.rekisterihub.permission.StillBeingApplied;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a reader is told when a click could not come to its end. */
@RestControllerAdvice(assignableTypes = {LinkController.class, PreferenceController.class})
class LinkTrouble {

    private final LinkPage page;
    private final LinkAnswers answers;

    LinkTrouble(LinkPage page, LinkAnswers answers) {
        this.page = page;
        this.answers = answers;
    }

    /** Mail programs come again after this status, and "done" would not be true yet. */
    @ExceptionHandler(StillBeingApplied.class)
    ResponseEntity<String> later(HttpServletRequest request) {
        return answers.show(HttpStatus.SERVICE_UNAVAILABLE, page.later(LinkAnswers.locale(request)));
    }
}
