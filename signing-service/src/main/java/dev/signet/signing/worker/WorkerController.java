package dev.signet.signing.worker;

import dev.signet.platform.crypto.SigningProvider;
import dev.signet.signing.batch.SignerProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how this worker signs. */
@RestController
class WorkerController {
    private final Worker worker;

    WorkerController(SigningProvider provider, SignerProperties signer) {
        this.worker = new Worker(provider.name(), provider.version(), signer.concurrency());
    }

    @GetMapping("/api/v1/worker")
    Worker worker() {
        return worker;
    }

    /** @param provider who makes the signatures, with its version */
    record Worker(String provider, String version, int concurrency) {}
}
