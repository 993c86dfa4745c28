package fi.rekisterihub.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Finnish until the reader chooses another language with {@code ?lang=}; the choice lives in a cookie. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

    static final List<String> LANGUAGES = List.of("fi", "sv", "en");

    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver cookie = new CookieLocaleResolver("language") {
            @Override
            protected Locale parseLocaleValue(String value) {
                // Whatever else a cookie or a link carries is read as Finnish, the language of this hub.
                return Locale.forLanguageTag(LANGUAGES.contains(value) ? value : "fi");
            }
        };
        cookie.setDefaultLocale(Locale.forLanguageTag("fi"));
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        return cookie;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor change = new LocaleChangeInterceptor() {
            @Override
            protected Locale parseLocaleValue(String value) {
                return Locale.forLanguageTag(LANGUAGES.contains(value) ? value : "fi");
            }
        };
        change.setParamName("lang");
        // Asking for a parameter would read a hook's form body before the hook can keep it, and an unsubscribe page
        // must set no cookie: it has a language switch of its own.
        registry.addInterceptor(change).excludePathPatterns("/hooks/**", "/u/**");
    }
}
