package fi.rekisterihub.edge;

import fi.rekisterihub.intake.Inbox;
import fi.rekisterihub.mapping.Mappings;
import fi.rekisterihub.mapping.ShippedMappings;
import fi.rekisterihub.permission.Grants;
import fi.rekisterihub.permission.LinkActs;
import fi.rekisterihub.permission.LinkPreferences;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.PermissionBench;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The controllers of the rim behind a real server, and nothing else of the hub. Not scanned by the application. */
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@EnableConfigurationProperties(HookSettings.class)
@Import({
    HookController.class,
    HookMeter.class,
    HookRules.class,
    LinkController.class,
    LinkPage.class,
    LinkAnswers.class,
    LinkTrouble.class,
    PreferenceController.class,
    PreferencePage.class,
    GrantController.class
})
class Rim {

    @Bean
    PermissionBench bench() {
        return new PermissionBench();
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Mappings mappings() {
        return ShippedMappings.read();
    }

    @Bean
    Inbox inbox(PermissionBench bench) {
        return bench.inbox;
    }

    @Bean
    LinkTokens linkTokens(PermissionBench bench) {
        return bench.linkTokens;
    }

    @Bean
    LinkActs linkActs(PermissionBench bench) {
        return bench.linkActs;
    }

    @Bean
    LinkPreferences linkPreferences(PermissionBench bench) {
        return bench.linkPreferences;
    }

    @Bean
    Grants grants(PermissionBench bench) {
        return bench.grants;
    }
}
