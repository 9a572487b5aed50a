package dev.signet.platform.people;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For every server that has a public API. Refuses to let other machines do everything because nobody thought of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleProperties.class)
@ConditionalOnWebApplication
public class PeopleConfiguration {
    private static final Logger log = LoggerFactory.getLogger(PeopleConfiguration.class);

    @Bean
    People people(PeopleProperties properties, ServerProperties server, Clock clock) {
        var address = server.getAddress();
        var isForThisMachine = address != null && address.isLoopbackAddress();
        if (!properties.knowsPeople() && !isForThisMachine) {
            requireSaid(properties.anonymous());
        }
        var file = properties.tokensFile();
        return new People(
                file == null ? null : ApiTokens.read(file, clock),
                issued(properties.issuer(), properties),
                properties.anonymousRoles(isForThisMachine),
                properties.requestsPerSecond(isForThisMachine));
    }

    private static void requireSaid(@Nullable String anonymous) {
        if (anonymous == null) {
            throw new IllegalStateException(
                    "other machines can call this server (SIGNET_ADDRESS), and nobody can be known to it: set SIGNET_PEOPLE_TOKENS_FILE or"
                            + " SIGNET_PEOPLE_ISSUER, listen on 127.0.0.1, or say by SIGNET_PEOPLE_ANONYMOUS what anybody may do");
        }
        log.warn("Whoever can reach this server may do what these may: {}", anonymous);
    }

    private static @Nullable JwtPeople issued(@Nullable URI issuer, PeopleProperties properties) {
        return issuer == null
                ? null
                : JwtPeople.of(
                        issuer.toString(), Objects.requireNonNull(properties.audience()), properties.rolesClaim());
    }
}
