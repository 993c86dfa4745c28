package fi.rekisterihub.permission;

import fi.rekisterihub.notice.Notices;
import fi.rekisterihub.register.SubjectKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A provider that sends again to somebody whom the hub knows to have forbidden it is told so once more. What it says lifts
 * nothing: it may be a form that somebody else filled in, an import, or a mistake.
 */
final class ProviderReminders {

    private static final String EMAIL = "email";

    private final PermissionRules rules;
    private final ForbiddenAddresses forbidden;
    private final Notices notices;

    ProviderReminders(PermissionRules rules, ForbiddenAddresses forbidden, Notices notices) {
        this.rules = rules;
        this.forbidden = forbidden;
        this.notices = notices;
    }

    /**
     * Queues it in the caller's transaction where a prohibition is in force.
     *
     * @param cause what makes it one reminder, however often it is heard
     * @param scope what the provider sends again, or everything
     * @return whether it is told
     */
    boolean remind(String provider, String cause, String email, String scope) {
        boolean told = false;
        for (String register : rules.servedBy(provider)) {
            List<Long> persons = forbidden.whoHas(register, email);
            String found = forbidden.scope(register, persons, email, scope);
            if (!found.isEmpty()) {
                told |= notices.optOutAgain(
                        register, persons.isEmpty() ? null : persons.get(0), cause, provider, payload(email, found));
            }
        }
        return told;
    }

    static Map<String, Object> payload(String email, String scope) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("email", SubjectKeys.normalEmail(email).orElse(email));
        payload.put("purpose", PermissionAct.DIRECT_MARKETING);
        payload.put("channel", EMAIL);
        payload.put("scope", scope);
        payload.put("state", Permission.PROHIBITED.word());
        return payload;
    }
}
