package dev.signet.standalone;

import dev.signet.contract.Statement;
import dev.signet.tlog.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The key-encryption keys, the service tokens, the services' passwords for database and broker, the first tokens of people, the key of the audit log and those with which services sign what they state: made once, readable by their owner alone, never replaced. Losing a key-encryption key means
 * losing every private key, what personal data is masked with, or what the vault finds its items by.
 */
record Secrets(
        Path kekFile,
        Path intakeKekFile,
        Path vaultKekFile,
        Path tokensDir,
        Path passwordsDir,
        PeopleTokens people,
        Path auditKeyFile,
        Path statementDir) {
    /** Whose tables they are in a deployment of separate services. */
    static final String DATABASE_OWNER = "signet";

    static final List<String> SERVICES = List.of(
            "collection-service",
            "key-service",
            "batch-dispatcher",
            "signing-service",
            "audit-service",
            "vault-service",
            "seeder");

    /** Under one directory, as the standalone keeps them. */
    static Secrets in(Path dir) {
        return new Secrets(
                dir.resolve("kek"),
                dir.resolve("intake-kek"),
                dir.resolve("vault-kek"),
                dir.resolve("tokens"),
                dir.resolve("passwords"),
                new PeopleTokens(
                        dir.resolve("people-tokens"),
                        dir.resolve("operator-token"),
                        dir.resolve("console-token"),
                        dir.resolve("seeder-token")),
                dir.resolve("audit-key"),
                dir.resolve("statement"));
    }

    /** Makes what is missing; what is there stays. */
    void makeMissing() {
        try {
            for (var kek : List.of(kekFile, intakeKekFile, vaultKekFile)) {
                OwnerOnly.makeMissing(kek, OwnerOnly::randomKey);
            }
            people.makeMissing();
            OwnerOnly.makeMissing(auditKeyFile, SigningKey::generate);
            OwnerOnly.makeMissing(passwordFile(DATABASE_OWNER), OwnerOnly::randomText);
            for (var schema : ServiceSchema.values()) {
                OwnerOnly.makeMissing(passwordFile(schema.role()), OwnerOnly::randomText);
            }
            for (var user : BrokerUser.values()) {
                OwnerOnly.makeMissing(passwordFile(user.login()), OwnerOnly::randomText);
            }
            for (var user : List.of(BrokerDefinitions.CLIENTS, BrokerDefinitions.SCALER)) {
                OwnerOnly.makeMissing(passwordFile(user), OwnerOnly::randomText);
            }
            for (var service : SERVICES) {
                OwnerOnly.makeMissing(tokensDir.resolve(service + ".token"), OwnerOnly::randomText);
            }
            for (var issuer : Statement.ISSUERS) {
                makeMissingStatementKey(issuer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be written: " + e.getMessage(), e);
        }
    }

    // The public half goes first: a key without it would never be believed.
    private void makeMissingStatementKey(String issuer) throws IOException {
        var key = statementKey(issuer);
        if (!Files.exists(key)) {
            var pair = SigningKey.generate();
            var publicHalf = pair.substring(pair.indexOf("-----BEGIN PUBLIC KEY-----"));
            OwnerOnly.write(statementPublicKey(issuer), publicHalf);
            OwnerOnly.write(key, pair);
        }
    }

    Path statementKey(String issuer) {
        return statementDir.resolve(issuer + ".key");
    }

    Path statementPublicKey(String issuer) {
        return statementDir.resolve(issuer + ".pub");
    }

    /** @param account a role of the database or a user of the broker */
    String password(String account) {
        return read(passwordFile(account));
    }

    String token(String service) {
        return read(tokensDir.resolve(service + ".token"));
    }

    private Path passwordFile(String account) {
        return passwordsDir.resolve(account);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be read: " + e.getMessage(), e);
        }
    }
}
