package dev.signet.console.access;

import dev.signet.platform.BearerFilter;
import dev.signet.platform.ForeignPages;
import dev.signet.platform.RateLimit;
import dev.signet.platform.Refusals;
import dev.signet.platform.people.People;
import dev.signet.platform.people.PublicRoutes;
import dev.signet.platform.people.Role;
import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The same table as the services have, since they are asked in the name of whoever asks here; and the pages, which show what is behind them. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'none'");

    private static final String[] OPEN_PAGES = {"/login", "/logout", "/assets/**", "/openapi/**"};

    @Bean
    SecurityFilterChain pagesAndApi(
            HttpSecurity http,
            People people,
            Refusals refusals,
            AuthenticationEntryPoint unknown,
            AccessDeniedHandler denied) {
        var limit = new RateLimit(people.requestsPerSecond());
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(ConsoleSecurity::headers)
                .anonymous(nobody -> nobody.authorities(people.anonymous()))
                .authorizeHttpRequests(ConsoleSecurity::permit)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(unknown).accessDeniedHandler(denied))
                .addFilterBefore(new ForeignPages(), AuthorizationFilter.class)
                .addFilterBefore(limit, AuthorizationFilter.class)
                .addFilterBefore(new ViewerCookie(people), AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new BearerFilter(
                                people::of,
                                people.isOpen(),
                                limit,
                                request -> refusals.refused(Optional.empty(), request.getRequestURI())),
                        AnonymousAuthenticationFilter.class)
                .build();
    }

    private static void permit(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll();
        PublicRoutes.permit(requests);
        requests.requestMatchers(OPEN_PAGES)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/audit/**")
                .hasAuthority(Role.AUDITOR.authority().getAuthority())
                .requestMatchers(HttpMethod.GET)
                .hasAuthority(Role.VIEWER.authority().getAuthority())
                .requestMatchers(HttpMethod.HEAD)
                .hasAuthority(Role.VIEWER.authority().getAuthority())
                .anyRequest()
                .denyAll();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(
                        HeadersConfigurer.CacheControlConfig::disable) // each handler says how long its answer is good
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
