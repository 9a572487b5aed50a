package dev.signet.bench.limits;

import dev.signet.bench.contest.Workload;
import dev.signet.contract.KeyId;
import dev.signet.platform.crypto.RecordSigner;
import dev.signet.platform.crypto.RecordSigners;
import dev.signet.platform.crypto.SigningProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.stream.IntStream;

/** Keys in memory, and signing-service's own signer for them: the same provider and the same bytes to sign as Signet's. */
public final class Signers {
    private static final int RSA_BITS = 3072; // as Signet's

    private final RecordSigners signers;
    private final Workload workload;
    private final List<byte[]> keys;

    public Signers(Workload workload) {
        this.signers = RecordSigners.by(SigningProvider.named(workload.provider()));
        this.workload = workload;
        this.keys = IntStream.range(0, workload.keys()).mapToObj(_ -> key()).toList();
    }

    /** A signer for one batch, which opens its key as Signet does for each. */
    public RecordSigner open(int batch) {
        var key = keys.get(batch % keys.size());
        return signers.open(workload.algorithm(), new KeyId("A".repeat(43)), key);
    }

    private byte[] key() {
        try {
            var generator = KeyPairGenerator.getInstance(
                    switch (workload.algorithm()) {
                        case ED25519 -> "Ed25519";
                        case ES256 -> "EC";
                        case PS256 -> "RSA";
                        case ML_DSA_65 -> "ML-DSA-65";
                    });
            switch (workload.algorithm()) {
                case ED25519, ML_DSA_65 -> {}
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case PS256 -> generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
