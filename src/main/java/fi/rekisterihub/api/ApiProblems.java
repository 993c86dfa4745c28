package fi.rekisterihub.api;

import fi.rekisterihub.subject.RefusedStep;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the API as {@code application/problem+json}, in whole sentences. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail nothingThere(NoSuchThing missing) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notUnderstood(BadRequest request) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(request.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail tooLate(Conflict conflict) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(conflict.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notNow(RefusedStep refused) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
        problem.setProperty("reason", refused.why().word());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException mismatch) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "%s has a form that is not understood.".formatted(mismatch.getName()));
    }

    @ExceptionHandler
    ProblemDetail notAllowed(AccessDeniedException denied) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "This user's roles do not allow it.");
    }
}
