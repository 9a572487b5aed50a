package dev.signet.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Services authenticate by their token, people's endpoints are open, all else is denied. */
@Configuration(proxyBeanMethods = false)
class ServiceSecurity {
    private static final String[] OPEN = {
        "/api/v1/**",
        "/.well-known/**",
        "/openapi.json",
        "/openapi.json/**",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/problems/**",
        "/actuator/health/**",
        "/actuator/prometheus",
        "/error"
    };

    @Bean
    ServiceTokens serviceTokens(ServiceTokenProperties properties, Environment environment) {
        return ServiceTokens.read(properties.dir(), environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    ServiceClients serviceClients(ServiceTokens tokens) {
        return new ServiceClients(tokens);
    }

    /** Timing each filter of each request costs more than what most of them do. */
    @Bean
    @ConditionalOnWebApplication
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @ConditionalOnWebApplication
    SecurityFilterChain services(
            HttpSecurity http,
            ServiceTokens tokens,
            ObjectProvider<InternalCallers> callers,
            ObjectProvider<Refusals> refusals) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    callers.stream()
                            .flatMap(table -> table.rules().stream())
                            .forEach(rule -> requests.requestMatchers(rule.path())
                                    .hasAnyAuthority(rule.services().stream()
                                            .map(service -> "SERVICE_" + service)
                                            .toArray(String[]::new)));
                    requests.requestMatchers(OPEN).permitAll().anyRequest().denyAll();
                })
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, _) -> unknown(request, response, refusals))
                        .accessDeniedHandler((request, response, _) -> {
                            tell(request, refusals);
                            refuse(response, HttpStatus.FORBIDDEN, "This service may not call this endpoint.");
                        }))
                .addFilterBefore(new ForeignPages(), AuthorizationFilter.class)
                .addFilterBefore(new ServiceTokenFilter(tokens), AuthorizationFilter.class)
                .build();
    }

    /** Nobody is told which internal paths exist; elsewhere, what is not open is not there. */
    private static void unknown(
            HttpServletRequest request, HttpServletResponse response, ObjectProvider<Refusals> refusals)
            throws IOException {
        if (!request.getRequestURI().startsWith("/internal")) {
            refuse(response, HttpStatus.NOT_FOUND, Problems.NOTHING_HERE);
            return;
        }
        tell(request, refusals);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        refuse(
                response,
                HttpStatus.UNAUTHORIZED,
                "This endpoint is for services: send the service token as a bearer token.");
    }

    private static void tell(HttpServletRequest request, ObjectProvider<Refusals> refusals) {
        var service = Optional.ofNullable(request.getRemoteUser());
        refusals.forEach(each -> each.refused(service, request.getRequestURI()));
    }

    static void refuse(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        var type = switch (status) {
            case UNAUTHORIZED -> "unauthenticated";
            case FORBIDDEN -> "not-allowed";
            default -> Problems.slug(status);
        };
        Problems.write(response, status, type, detail);
    }
}
