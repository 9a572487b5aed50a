package dev.signet.platform;

import dev.signet.platform.people.People;
import dev.signet.platform.people.PublicRoutes;
import dev.signet.platform.tls.PeerTls;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Services authenticate by their certificates or tokens, people by tokens; what is not allowed to them is denied. */
@Configuration(proxyBeanMethods = false)
class ServiceSecurity {
    /** Begins the authority of a service by its name. */
    static final String SERVICE = "SERVICE_";

    @Bean
    ServiceTokens serviceTokens(ServiceTokenProperties properties, Environment environment, PeerTls tls) {
        return tls.isOn()
                ? ServiceTokens.none()
                : ServiceTokens.read(properties.dir(), environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    ServiceClients serviceClients(ServiceTokens tokens, PeerTls tls) {
        return new ServiceClients(tokens, tls);
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
            People people,
            ObjectProvider<InternalCallers> callers,
            ObjectProvider<Refusals> refusals) {
        var limit = new RateLimit(people.requestsPerSecond());
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.addHeaderWriter(ServiceSecurity::contentPolicy))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    callers.stream()
                            .flatMap(table -> table.rules().stream())
                            .forEach(rule -> requests.requestMatchers(rule.path())
                                    .hasAnyAuthority(rule.services().stream()
                                            .map(service -> SERVICE + service)
                                            .toArray(String[]::new)));
                    PublicRoutes.permit(requests);
                    requests.anyRequest().denyAll();
                })
                .anonymous(nobody -> nobody.authorities(people.anonymous()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, _) -> unknown(request, response, refusals))
                        .accessDeniedHandler((request, response, _) -> {
                            tell(request, refusals);
                            refuse(response, HttpStatus.FORBIDDEN, "Whose token this is may not do that.");
                        }))
                .addFilterBefore(new ForeignPages(), AuthorizationFilter.class)
                .addFilterBefore(limit, AuthorizationFilter.class)
                .addFilterBefore(
                        new CertificateFilter(People::isService, ServiceSecurity::service),
                        AnonymousAuthenticationFilter.class)
                .addFilterBefore(
                        new BearerFilter(
                                token -> tokens.owner(token)
                                        .map(ServiceSecurity::service)
                                        .or(() -> people.of(token)),
                                people.isOpen(),
                                limit,
                                request -> tell(request, refusals)),
                        AnonymousAuthenticationFilter.class)
                .build();
    }

    /** What is answered here is data, and no page but the description's, whose scripts and styles are a library's. */
    private static void contentPolicy(HttpServletRequest request, HttpServletResponse response) {
        var path = request.getRequestURI();
        var isDescription = path.startsWith("/docs") || path.startsWith("/swagger-ui");
        response.setHeader(
                "Content-Security-Policy",
                (isDescription ? "object-src 'none'; base-uri 'self'" : "default-src 'none'; base-uri 'none'")
                        + "; frame-ancestors 'none'");
    }

    private static Authentication service(String name) {
        var authorities = new ArrayList<>(People.ofService(name));
        authorities.add(new SimpleGrantedAuthority(SERVICE + name));
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }

    /** Nobody is told which paths exist; what is neither for services nor for people is not there. */
    private static void unknown(
            HttpServletRequest request, HttpServletResponse response, ObjectProvider<Refusals> refusals)
            throws IOException {
        var path = request.getRequestURI();
        if (!path.startsWith("/internal") && !path.startsWith("/api")) {
            refuse(response, HttpStatus.NOT_FOUND, Problems.NOTHING_HERE);
            return;
        }
        tell(request, refusals);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        refuse(
                response,
                HttpStatus.UNAUTHORIZED,
                path.startsWith("/internal")
                        ? "This endpoint is for services: show the service's certificate, or send its token as a bearer token."
                        : "Say who you are: send your token as a bearer token.");
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
