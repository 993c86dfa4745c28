package fi.rekisterihub.edge;

import java.util.Set;
import org.apache.camel.component.mail.MailHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps headers that steer Camel out of every mail that is read. Camel 4.17 lets them all in (CVE-2026-33454): a
 * mail with {@code CamelSqlQuery} could run SQL, one with {@code delete: true} could delete itself.
 */
@Configuration(value = "inboundHeadersConfiguration", proxyBeanMethods = false)
class InboundHeaders {

    /** {@code application.yaml} gives this bean, by this name, to every mail component. */
    @Bean
    HeaderFilterStrategy inboundHeaders() {
        MailHeaderFilterStrategy strategy = new MailHeaderFilterStrategy();
        strategy.setLowerCase(true);
        strategy.setInFilterStartsWith("camel", "org.apache.camel", "mail.smtp");
        strategy.getInFilter().addAll(Set.of("moveto", "copyto", "delete"));
        return strategy;
    }
}
