package dev.signet.key.keyring;

import dev.signet.platform.crypto.Jwk;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All public keys as a JWK set (RFC 7517), those out of use included: what they signed is still to be verified. */
@RestController
class JwksController {
    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/jwks.json")
    JwkSet jwks() {
        return new JwkSet(
                keys.publicKeys().stream().map(key -> Jwk.of(key).published()).toList());
    }

    /** The set. */
    record JwkSet(List<Map<String, String>> keys) {}
}
