package fi.rekisterihub.security;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureLockedEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Writes every log-in of the console, and every failed one wherever it was tried. */
@Component
final class LoginAudit {

    private final Audit audit;
    private final HubUsers users;

    LoginAudit(Audit audit, HubUsers users) {
        this.audit = audit;
        this.users = users;
    }

    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent event) {
        Authentication user = event.getAuthentication();
        audit.record(user.getName(), "login", null, ThrottledLogin.addressOf(user));
    }

    @EventListener
    void loggedOut(LogoutSuccessEvent event) {
        audit.record(event.getAuthentication().getName(), "logout", null, null);
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        Authentication attempt = event.getAuthentication();
        // People type passwords into the name field: only names that exist are written down.
        String who = users.exists(attempt.getName()) ? attempt.getName() : "(unknown)";
        String action = event instanceof AuthenticationFailureLockedEvent ? "login-throttled" : "login-failed";
        audit.record(who, action, null, ThrottledLogin.addressOf(attempt));
    }
}
