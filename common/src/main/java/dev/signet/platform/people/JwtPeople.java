package dev.signet.platform.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** People whom an OpenID Connect provider vouches for, by the access tokens that it signs. */
final class JwtPeople {
    private static final Logger log = LoggerFactory.getLogger(JwtPeople.class);

    private final JwtDecoder decoder;
    private final List<String> rolesClaim;

    JwtPeople(JwtDecoder decoder, String rolesClaim) {
        this.decoder = decoder;
        this.rolesClaim = Arrays.asList(rolesClaim.split("\\."));
    }

    /** The provider is asked for its keys when the first token comes: it may start after us. */
    static JwtPeople of(String issuer, String audience, String rolesClaim) {
        return new JwtPeople(new SupplierJwtDecoder(() -> decoder(issuer, audience)), rolesClaim);
    }

    private static JwtDecoder decoder(String issuer, String audience) {
        NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Instant>(
                        JwtClaimNames.EXP, Objects::nonNull), // RFC 9068: one that never ends is none
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
        return decoder;
    }

    Optional<TokenOwner> owner(String token) {
        try {
            var jwt = decoder.decode(token);
            var name = Objects.requireNonNullElse(jwt.getSubject(), "");
            return name.isEmpty() ? Optional.empty() : Optional.of(new TokenOwner(name, roles(jwt), Instant.MAX));
        } catch (JwtException e) {
            log.debug("A token is not taken: {}", e.toString());
            return Optional.empty();
        }
    }

    // Roles of other programs may stand beside ours.
    private Set<Role> roles(Jwt jwt) {
        var labels = Arrays.stream(Role.values()).collect(Collectors.toMap(Role::label, role -> role));
        return named(jwt.getClaims(), rolesClaim).stream()
                .map(label -> labels.get(String.valueOf(label)))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Collection<?> named(@Nullable Object claims, List<String> path) {
        if (path.isEmpty()) {
            return claims instanceof Collection<?> several
                    ? several
                    : claims instanceof String words ? List.of(words.split(" ")) : List.of();
        }
        return claims instanceof Map<?, ?> inner
                ? named(inner.get(path.getFirst()), path.subList(1, path.size()))
                : List.of();
    }
}
