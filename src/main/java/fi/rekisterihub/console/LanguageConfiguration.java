package fi.rekisterihub.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * The first language of the browser that the hub speaks, Finnish when it speaks none of them, until the reader chooses
 * one with {@code ?lang=}; the choice lives in a cookie.
 */
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
        cookie.setDefaultLocaleFunction(LanguageConfiguration::ofBrowser);
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        return cookie;
    }

    static Locale ofBrowser(HttpServletRequest request) {
        // Without the header a container would give the language of its own machine.
        Enumeration<Locale> wanted =
                request.getHeader("Accept-Language") == null ? Collections.emptyEnumeration() : request.getLocales();
        while (wanted.hasMoreElements()) {
            String language = wanted.nextElement().getLanguage();
            if (LANGUAGES.contains(language)) {
                return Locale.forLanguageTag(language);
            }
        }
        return Locale.forLanguageTag("fi");
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
        // Asking for a parameter would read a hook's form body before the hook can keep it, and pages for outsiders
        // must set no cookie: they have a language switch of their own.
        registry.addInterceptor(change)
                .excludePathPatterns(
                        "/hooks/**", "/u/**", "/rights/**", "/registers/*/notice", "/registers/*/notice.*");
    }
}
