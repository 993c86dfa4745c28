package fi.rekisterihub.permission;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.notice.Recipient;
import fi.rekisterihub.notice.Recipients;
import fi.rekisterihub.profile.ShippedProfiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfileRulesTest {

    private static final String SOFOR = "sofor-asiakasrekisteri";
    private static final String SOPRANO = "soprano-valiaikainen-markkinointirekisteri";

    private final PermissionBench bench = new PermissionBench();

    @Test
    @DisplayName("F3 Sofor needs consent for direct marketing; SV does not, in the channels that its profile opens")
    void readsOptInAndOptOutFromTheProfiles() {
        PermissionRules rules = rules(Map.of());
        assertThat(rules.needsConsent(SOFOR, "direct-marketing", "email")).isTrue();
        assertThat(rules.needsConsent(SOPRANO, "direct-marketing", "email")).isFalse();
        assertThat(rules.needsConsent(SOPRANO, "direct-marketing", "post")).isTrue();
        assertThat(rules.needsConsent(SOPRANO, "research", "email")).isTrue();
        assertThat(rules.needsConsent("no-such-register", "direct-marketing", "email"))
                .isTrue();
    }

    @Test
    void bindsARegisterByTheListsOfItsProfile() {
        assertThat(rules(Map.of()).bindingLists(SOFOR)).containsExactly("dma-optout");
        assertThat(rules(Map.of()).bindingLists("no-such-register")).isEmpty();
    }

    @Test
    void reachesEveryProviderOnceBeginningWithThePersonsOwnRegister() {
        Recipient mailchimp = Recipient.provider("mailchimp", "provider-mailchimp");
        Recipient brevo = Recipient.provider("brevo", "provider-brevo");
        PermissionRules rules = rules(Map.of(SOFOR, List.of(mailchimp, brevo), SOPRANO, List.of(brevo)));
        assertThat(rules.registersToTell(Set.of())).containsExactly(SOFOR);
        assertThat(rules.registersToTell(Set.of(SOPRANO))).containsExactly(SOPRANO, SOFOR);
        assertThat(rules(Map.of()).registersToTell(Set.of(SOFOR))).isEmpty();
    }

    private PermissionRules rules(Map<String, List<Recipient>> byRegister) {
        Recipients recipients = register -> byRegister.getOrDefault(register, List.of());
        return new ProfileRules(ShippedProfiles.read(bench.jdbc), recipients);
    }
}
