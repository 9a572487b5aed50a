package dev.signet.key.keyring;

import dev.signet.contract.PublicKeys;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Public keys for whoever has to check signatures. */
@RestController
class PublicKeyController {
    private final SigningKeys keys;

    PublicKeyController(SigningKeys keys) {
        this.keys = keys;
    }

    @PostMapping("/internal/public-keys")
    PublicKeys.Reply publicKeys(@RequestBody PublicKeys asked) {
        return new PublicKeys.Reply(keys.publicKeys(asked.keyIds()));
    }
}
