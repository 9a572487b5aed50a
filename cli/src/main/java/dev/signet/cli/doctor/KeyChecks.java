package dev.signet.cli.doctor;

import dev.signet.cli.progress.Progress.Keys;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether there are keys to sign with, as key-service itself says: what collection-service knows of them may be of before an import. */
record KeyChecks(Server keyService, String command) {
    private static final String CHECK = "keys";

    Finding look() throws InterruptedException {
        try {
            var keys = keyService.get("api/v1/keyring/summary", Keys.class);
            var sealed = sealedBecause();
            return sealed.isPresent()
                    ? Finding.fail(
                            CHECK,
                            "sealed: " + sealed.get(),
                            "%s key unseal, or bring what is missing".formatted(command))
                    : usable(keys);
        } catch (ServerUnreachable e) {
            return Finding.fail(CHECK, "nothing is known of them", "key-service has to answer first");
        } catch (ServerRefused e) {
            return Finding.fail(CHECK, String.valueOf(e.getMessage()), "is --keys-server key-service's address?");
        }
    }

    // Older ones do not say, and are not.
    private Optional<String> sealedBecause() throws InterruptedException {
        try {
            var kek = keyService.get("api/v1/keyring/kek", JsonNode.class);
            return kek.path("sealed").asBoolean(false)
                    ? Optional.of(kek.path("reason").asString(""))
                    : Optional.empty();
        } catch (ServerRefused e) {
            return Optional.empty();
        }
    }

    private Finding usable(Keys keys) {
        return keys.free() + keys.leased() > 0
                ? Finding.ok(
                        CHECK, "%d free, %d in use, %d disabled".formatted(keys.free(), keys.leased(), keys.disabled()))
                : Finding.fail(
                        CHECK, "there is none that may be used", "%s key import, or key enable".formatted(command));
    }
}
