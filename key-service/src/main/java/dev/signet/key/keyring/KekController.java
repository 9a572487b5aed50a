package dev.signet.key.keyring;

import dev.signet.platform.BadRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The key-encryption key, for the operator. */
@RestController
@RequestMapping("/api/v1/keyring/kek")
class KekController {
    private final Unsealing unsealing;
    private final KekRotation rotation;

    KekController(Unsealing unsealing, KekRotation rotation) {
        this.unsealing = unsealing;
        this.rotation = rotation;
    }

    @GetMapping
    Unsealing.Kek kek() {
        return unsealing.state();
    }

    /** Says the passphrase that it is made of. */
    @PostMapping("/unseal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unseal(@RequestBody Passphrase said) {
        unsealing.unseal(said.required());
    }

    /** Seals all keys under the one that its source has in front now or, where it is made of a passphrase, under that of this one. */
    @PostMapping("/rotate")
    KekRotation.Result rotate(@RequestBody(required = false) @Nullable Passphrase next) {
        return next == null || next.passphrase() == null
                ? rotation.rotate()
                : unsealing.rotate(next.required(), rotation);
    }

    /** A secret; never printed. */
    record Passphrase(@Nullable String passphrase) {
        char[] required() {
            if (passphrase == null || passphrase.isEmpty()) {
                throw new BadRequest("Send the passphrase.");
            }
            return passphrase.toCharArray();
        }

        @Override
        public String toString() {
            return "a passphrase";
        }
    }
}
