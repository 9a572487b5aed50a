package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.key.material.KeyGenerator;
import dev.signet.key.material.KeyMaterial;
import dev.signet.key.sealing.KeySeal;
import dev.signet.key.sealing.KeySeal.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes new keys. The slow part, finding them, is done on all cores and outside of any transaction. */
@Component
class KeyCreation {

    private static final String FIND = """
            SELECT count = :count AND algorithm = :algorithm AND keyring = :keyring FROM key_creation WHERE idempotency_key = :key
            """;

    private static final String RECORD = """
            INSERT INTO key_creation (idempotency_key, count, algorithm, keyring) VALUES (:key, :count, :algorithm, :keyring)
            """;

    private final Keyring keyring;
    private final SigningKeys keys;
    private final KeySeal seal;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeyCreation(Keyring keyring, SigningKeys keys, KeySeal seal, JdbcClient jdbc, TransactionTemplate transaction) {
        this.keyring = keyring;
        this.keys = keys;
        this.seal = seal;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What a call asks for. */
    record Wanted(int count, Algorithm algorithm, KeyringName keyring) {}

    List<KeyId> create(Wanted wanted) {
        var made = generate(wanted);
        keyring.add(made);
        return idsOf(made);
    }

    /** The same Idempotency-Key again gets the same keys. */
    List<KeyId> create(Wanted wanted, String idempotencyKey) {
        return findCreated(wanted, idempotencyKey).orElseGet(() -> {
            var made = generate(wanted).stream()
                    .map(key -> key.createdBy(idempotencyKey))
                    .toList();
            return transaction.execute(_ -> addOnce(made, wanted, idempotencyKey));
        });
    }

    /** Seals a key for good; what it was made from is wiped by its owner. */
    SigningKey sealed(KeyMaterial material, SigningKey.Origin origin, KeyringName keyring) {
        var identity = new Identity(material.id(), material.algorithm(), material.publicKey());
        var anew = seal.seal(identity, material.pkcs8());
        return new SigningKey(identity, anew.sealed(), anew.kekId(), origin, keyring);
    }

    // Two calls with one key may both have generated; the second finds the first one's keys, and drops its own.
    private List<KeyId> addOnce(List<SigningKey> made, Wanted wanted, String idempotencyKey) {
        keyring.lockImports();
        return findCreated(wanted, idempotencyKey).orElseGet(() -> {
            jdbc.sql(RECORD)
                    .param("key", idempotencyKey)
                    .param("count", wanted.count())
                    .param("algorithm", wanted.algorithm().label())
                    .param("keyring", wanted.keyring().value())
                    .update();
            keyring.add(made);
            return idsOf(made);
        });
    }

    private Optional<List<KeyId>> findCreated(Wanted wanted, String idempotencyKey) {
        var sameRequest = jdbc.sql(FIND)
                .param("count", wanted.count())
                .param("algorithm", wanted.algorithm().label())
                .param("keyring", wanted.keyring().value())
                .param("key", idempotencyKey)
                .query(Boolean.class)
                .optional();
        if (sameRequest.isPresent() && !sameRequest.get()) {
            throw new IdempotencyKeyReused();
        }
        return sameRequest.map(_ -> keys.createdBy(idempotencyKey));
    }

    private List<SigningKey> generate(Wanted wanted) {
        return IntStream.range(0, wanted.count())
                .parallel()
                .mapToObj(_ -> {
                    try (var material = KeyGenerator.generate(wanted.algorithm())) {
                        return sealed(material, SigningKey.Origin.GENERATED, wanted.keyring());
                    }
                })
                .toList();
    }

    private static List<KeyId> idsOf(List<SigningKey> keys) {
        return keys.stream().map(key -> key.identity().id()).toList();
    }
}
