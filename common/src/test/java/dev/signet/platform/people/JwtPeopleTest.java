package dev.signet.platform.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwtPeopleTest {
    private static final String AUDIENCE = "signet";

    private final RSAKey key = rsa("of the provider");
    private HttpServer provider;
    private JwtPeople people;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"subject_types_supported\":[\"public\"]}"
                                .formatted(issuer(), issuer())));
        provider.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        provider.start();
        people = JwtPeople.of(issuer(), AUDIENCE, "realm_access.roles");
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void bearerIsWhomTheProviderNamesWithTheRolesThatAreOurs() throws Exception {
        var token = signed(key, claims().build());

        assertThat(people.owner(token)).hasValueSatisfying(owner -> {
            assertThat(owner.name()).isEqualTo("ada");
            assertThat(owner.roles()).isEqualTo(Set.of(Role.OPERATOR, Role.KEY_ADMIN));
        });
    }

    @Test
    void tokenForAnotherProgramIsNobodys() throws Exception {
        assertThat(people.owner(signed(key, claims().audience("mail").build()))).isEmpty();
        assertThat(people.owner(signed(key, claims().audience((String) null).build())))
                .isEmpty();
    }

    @Test
    void tokenOfAnotherProviderIsNobodys() throws Exception {
        assertThat(people.owner(
                        signed(key, claims().issuer("https://elsewhere.example").build())))
                .isEmpty();
    }

    @Test
    void tokenThatHasExpiredIsNobodys() throws Exception {
        var hourAgo = Date.from(Instant.now().minusSeconds(3_600));
        assertThat(people.owner(signed(key, claims().expirationTime(hourAgo).build())))
                .isEmpty();
    }

    @Test
    void tokenThatNeverExpiresIsNobodys() throws Exception {
        assertThat(people.owner(signed(key, claims().expirationTime(null).build())))
                .isEmpty();
    }

    @Test
    void tokenThatTheProviderHasNotSignedIsNobodys() throws Exception {
        var token = signed(key, claims().build());

        assertThat(people.owner(signed(rsa("of the provider"), claims().build())))
                .isEmpty();
        assertThat(people.owner(token.substring(0, token.lastIndexOf('.') + 1))).isEmpty();
        assertThat(people.owner("eyJhbGciOiJub25lIn0.e30.")).isEmpty();
        assertThat(people.owner("no token at all")).isEmpty();
    }

    @Test
    void withoutRolesThatAreOursNothingIsAllowed() throws Exception {
        var token = signed(
                key,
                claims().claim("realm_access", Map.of("roles", "operators")).build());

        assertThat(people.owner(token))
                .hasValueSatisfying(owner -> assertThat(owner.roles()).isEmpty());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("ada")
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("realm_access", Map.of("roles", List.of("operator", "key-admin", "offline_access")));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            var body = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
