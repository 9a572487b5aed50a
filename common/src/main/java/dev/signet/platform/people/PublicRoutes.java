package dev.signet.platform.people;

import static dev.signet.platform.people.Role.AUDITOR;
import static dev.signet.platform.people.Role.KEY_ADMIN;
import static dev.signet.platform.people.Role.OPERATOR;
import static dev.signet.platform.people.Role.SUBMITTER;
import static dev.signet.platform.people.Role.VIEWER;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Who may call what of the public API: one table for all services, which people see as one behind the console. The first rule that fits counts. What none
 * fits is for those alone who may do everything, and they are told that there is no such thing.
 */
public final class PublicRoutes {
    /** Says nothing about what Signet keeps. */
    private static final String[] OPEN = {
        "/api/v1/version",
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

    private static final String ANY = "/api/v1/**";

    private static final List<Rule> RULES = List.of(
            new Rule(HttpMethod.POST, "/api/v1/records", SUBMITTER),
            new Rule(HttpMethod.POST, "/api/v1/events", SUBMITTER),
            new Rule(HttpMethod.PUT, "/api/v1/vault/*", SUBMITTER),
            new Rule(HttpMethod.POST, "/api/v1/vault/*/open", SUBMITTER),
            new Rule(HttpMethod.DELETE, "/api/v1/vault/*", SUBMITTER),
            new Rule(HttpMethod.POST, "/api/v1/operator", OPERATOR),
            new Rule(HttpMethod.POST, "/api/v1/runs/*/pause", OPERATOR),
            new Rule(HttpMethod.POST, "/api/v1/runs/*/resume", OPERATOR),
            new Rule(HttpMethod.POST, "/api/v1/batches/*/replay", OPERATOR),
            new Rule(HttpMethod.POST, "/api/v1/parked-messages/*/replay", OPERATOR),
            new Rule(HttpMethod.DELETE, "/api/v1/parked-messages/*", OPERATOR),
            new Rule(HttpMethod.PUT, "/api/v1/event-types/*/schema", OPERATOR),
            new Rule(HttpMethod.POST, "/api/v1/keys/**", KEY_ADMIN),
            new Rule(HttpMethod.PUT, "/api/v1/keys/*/limits", KEY_ADMIN),
            new Rule(HttpMethod.POST, "/api/v1/keyring/kek/*", KEY_ADMIN),
            new Rule(HttpMethod.POST, "/api/v1/intake-keys", KEY_ADMIN),
            new Rule(HttpMethod.DELETE, "/api/v1/intake-keys/*", KEY_ADMIN),
            new Rule(HttpMethod.POST, "/api/v1/vault-index-keys", KEY_ADMIN),
            new Rule(HttpMethod.DELETE, "/api/v1/vault-index-keys/*", KEY_ADMIN),
            new Rule(HttpMethod.GET, "/api/v1/events/**", AUDITOR),
            new Rule(HttpMethod.GET, "/api/v1/exports/events.ndjson", AUDITOR),
            new Rule(HttpMethod.GET, ANY, VIEWER),
            new Rule(HttpMethod.HEAD, ANY, VIEWER));

    /** One row of the table. */
    public record Rule(HttpMethod method, String path, Role role) {}

    public static List<Rule> rules() {
        return RULES;
    }

    /** Writes the table into a server's filter chain. */
    public static void permit(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers(OPEN).permitAll();
        RULES.forEach(rule -> requests.requestMatchers(rule.method(), rule.path())
                .hasAuthority(rule.role().authority().getAuthority()));
        requests.requestMatchers(ANY).hasAllAuthorities(Role.allAuthorities());
    }

    private PublicRoutes() {}
}
