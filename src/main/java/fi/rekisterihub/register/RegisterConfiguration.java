package fi.rekisterihub.register;

import fi.rekisterihub.database.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {

    @Bean
    SubjectKeys subjectKeys(Secrets secrets) {
        return new SubjectKeys(secrets.key("identity"));
    }
}
