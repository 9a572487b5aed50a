package dev.signet.platform.people;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what people and programs are known to the public API, and what those may do who are not.
 *
 * @param tokensFile tokens by their SHA-256, as {@code signet token new} writes them
 * @param issuer of OpenID Connect, whose tokens (JWT, RFC 9068) are taken
 * @param audience that such a token must name: this Signet
 * @param rolesClaim where such a token has its bearer's roles; dots lead inwards, as in {@code realm_access.roles}
 * @param anonymous roles, separated by commas, of those who present nothing. Unless it is said: {@code none} where other machines can call, and there
 *     somebody must be known; on this machine alone {@code viewer,auditor}, or {@code all} where nobody is known
 * @param rate requests a second that one caller may make; 0 for any number, as on this machine alone
 */
@ConfigurationProperties("signet.people")
record PeopleProperties(
        @Nullable Path tokensFile,
        @Nullable URI issuer,
        @Nullable String audience,
        @DefaultValue("roles") String rolesClaim,
        @Nullable String anonymous,
        @Nullable Integer rate) {
    private static final int USUAL_RATE = 500;

    PeopleProperties {
        if (rate != null && rate < 0) {
            throw new IllegalArgumentException("SIGNET_PEOPLE_RATE must be 0 or more, not " + rate);
        }
        if (issuer != null && (audience == null || audience.isBlank())) {
            throw new IllegalArgumentException(
                    "SIGNET_PEOPLE_AUDIENCE must be set beside SIGNET_PEOPLE_ISSUER: without it, a token that the issuer made for anything else would be taken");
        }
        if (anonymous != null) {
            try {
                Role.list(anonymous);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("SIGNET_PEOPLE_ANONYMOUS: " + e.getMessage(), e);
            }
        }
    }

    int requestsPerSecond(boolean isForThisMachine) {
        return rate != null ? rate : isForThisMachine ? 0 : USUAL_RATE;
    }

    /** Whether anybody can be told from anybody else. */
    boolean knowsPeople() {
        return tokensFile != null || issuer != null;
    }

    /** @param isForThisMachine whether no other one can call */
    Set<Role> anonymousRoles(boolean isForThisMachine) {
        if (anonymous != null) {
            return Role.list(anonymous);
        }
        if (!isForThisMachine) {
            return Set.of();
        }
        return knowsPeople() ? Set.of(Role.VIEWER, Role.AUDITOR) : Set.of(Role.values());
    }
}
