package fi.rekisterihub.security;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Apart from the web rules, because commands need it too. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new KnownPasswords(PasswordEncoderFactories.createDelegatingPasswordEncoder(), InstantSource.system());
    }
}
