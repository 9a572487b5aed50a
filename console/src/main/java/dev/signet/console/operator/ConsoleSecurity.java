package dev.signet.console.operator;

import dev.signet.platform.Problems;
import dev.signet.platform.Refusals;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Everybody may read, the operator may do. No cookie is set, so no other site can act for anybody. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final Logger log = LoggerFactory.getLogger(ConsoleSecurity.class);

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

    @Bean
    OperatorToken operatorToken(OperatorProperties properties) {
        var token = OperatorToken.read(properties.tokenFile());
        log.info("The operator's token is in {}", properties.tokenFile());
        return token;
    }

    @Bean
    SecurityFilterChain readersAndOperator(HttpSecurity http, OperatorToken token, Refusals refusals) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(ConsoleSecurity::headers)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET)
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD)
                                .permitAll()
                                .anyRequest()
                                .hasAuthority(OperatorFilter.OPERATOR))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, _) -> refuse(request, response, refusals))
                        .accessDeniedHandler((request, response, _) -> refuse(request, response, refusals)))
                .addFilterBefore(new OperatorFilter(token), AuthorizationFilter.class)
                .build();
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

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusals refusals)
            throws IOException {
        refusals.refused(Optional.empty(), request.getRequestURI());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "operator-only",
                "Only the operator may do this: send the operator's token as a bearer token. The console's log says which file it is in.");
    }
}
