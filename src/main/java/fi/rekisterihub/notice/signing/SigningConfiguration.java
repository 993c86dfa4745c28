package fi.rekisterihub.notice.signing;

import fi.rekisterihub.HubHome;
import fi.rekisterihub.database.Secrets;
import fi.rekisterihub.notice.AnswerSettings;
import fi.rekisterihub.notice.PublicAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

    @Bean
    HubKey hubKey(HubHome home, OpenDsrSettings settings, PublicAddress address, Secrets secrets) {
        return new HubKeyMaker(home.home(), settings).key(secrets, HubKeyMaker.domain(settings, address.host()));
    }

    @Bean
    KnownParties knownParties(HubHome home, AnswerSettings recipients, OpenDsrSettings settings) {
        return new KnownParties(home.home(), recipients, settings, Clock.systemUTC());
    }
}
