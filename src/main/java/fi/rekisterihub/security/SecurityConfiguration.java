package fi.rekisterihub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What is open and what needs a login. Open: health, hooks and OpenDSR (they prove themselves by secret or signature), unsubscribe
 * links, the registers' public notices, static files and the login page. Machines come with HTTP Basic and no session, people with a form.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {

    /** No inline script or style, nothing from other hosts, and nobody may frame the pages. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role("MAIN_USER")
                .implies("OPERATOR", "STEWARD", "OFFICER")
                .build();
    }

    /**
     * Hooks, links, public notices and the form of rights: no user, no session, no CSRF token, because the callers are other systems,
     * mail programs and people who have no account here.
     */
    @Bean
    @Order(1)
    SecurityFilterChain outsiders(HttpSecurity http) throws Exception {
        return withHeaders(http.securityMatcher(
                        "/hooks/**",
                        "/u/**",
                        "/opendsr/**",
                        "/rights/**",
                        "/registers/*/notice",
                        "/registers/*/notice.html",
                        "/registers/*/notice.pdf"))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain machines(HttpSecurity http, ProblemEntryPoint problems, ThrottledLogin login) throws Exception {
        return withHeaders(http.securityMatcher("/api/**", "/actuator/**"))
                .authorizeHttpRequests(paths -> paths.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(login)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        failing -> failing.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain people(HttpSecurity http, ThrottledLogin login) throws Exception {
        return withHeaders(http)
                .authorizeHttpRequests(
                        paths -> paths.requestMatchers("/login", "/error", "/webjars/**", "/assets/**", "/favicon.ico")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .authenticationProvider(login)
                .formLogin(form -> form.loginPage("/login")
                        .defaultSuccessUrl("/")
                        .failureHandler((request, response, failure) -> response.sendRedirect(request.getContextPath()
                                + (failure instanceof org.springframework.security.authentication.LockedException
                                        ? "/login?throttled"
                                        : "/login?error"))))
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .build();
    }

    private static HttpSecurity withHeaders(HttpSecurity http) throws Exception {
        return http.headers(
                headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .contentTypeOptions(Customizer.withDefaults()));
    }
}
