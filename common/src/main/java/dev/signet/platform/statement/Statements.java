package dev.signet.platform.statement;

import dev.signet.contract.Envelope;
import dev.signet.contract.Envelope.Signature;
import dev.signet.contract.Statement;
import dev.signet.platform.crypto.SigningProvider;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signs what this service states, and checks what others are said to have stated. */
public final class Statements {
    private static final JsonMapper JSON = new JsonMapper();

    private final String service;
    private final StatementKey key;
    private final TrustedKeys trusted;
    private final StatementRefusals refusals;
    private final Verified verified = new Verified();

    private Statements(String service, StatementKey key, TrustedKeys trusted, StatementRefusals refusals) {
        this.service = service;
        this.key = key;
        this.trusted = trusted;
        this.refusals = refusals;
    }

    /**
     * Reads the service's own key, and everybody's public ones. Throws with a sentence that says what to do.
     *
     * @param dir holds {@code <service>.key} and everybody's {@code <service>.pub}
     * @param refusals is told of what is not believed
     */
    public static Statements of(String service, Path dir, SigningProvider provider, StatementRefusals refusals) {
        var key = StatementKey.read(dir.resolve(service + ".key"), provider);
        var trusted = TrustedKeys.read(dir, provider);
        if (trusted.find(service, key.id()).isEmpty()) {
            throw new IllegalStateException(
                    "the public half of %s's statement key is not among those in %s, so nobody would believe it; make it with: openssl pkey -in key -pubout"
                            .formatted(service, dir));
        }
        return new Statements(service, key, trusted, refusals);
    }

    /** The same statement is always the same envelope. */
    public Envelope sign(Statement statement) {
        if (!statement.issuer().equals(service)) {
            throw new IllegalArgumentException("%s does not state what %s does".formatted(service, statement.issuer()));
        }
        var payload = JSON.writeValueAsBytes(statement);
        var signature = key.sign(PreAuthentication.encode(statement.payloadType(), payload));
        return new Envelope(
                statement.payloadType(), base64(payload), List.of(new Signature(key.id(), base64(signature))));
    }

    /**
     * Why this envelope does not hold just this statement, signed by who alone may; empty when it does. What it holds is read only once its
     * signature has been verified.
     */
    public Optional<String> objection(Optional<Envelope> envelope, Statement expected) {
        var objection = envelope.map(given -> objection(given, expected)).orElse(Optional.of("there is none"));
        objection.ifPresent(reason -> refusals.refused(expected, reason));
        return objection;
    }

    private Optional<String> objection(Envelope envelope, Statement expected) {
        if (verified.contains(envelope, expected)) {
            return Optional.empty();
        }
        var objection = readObjection(envelope, expected);
        if (objection.isEmpty()) {
            verified.add(envelope, expected);
        }
        return objection;
    }

    private Optional<String> readObjection(Envelope envelope, Statement expected) {
        try {
            return verify(envelope, expected);
        } catch (IllegalArgumentException _) {
            return Optional.of("it is not in base64");
        } catch (JacksonException _) {
            return Optional.of("it cannot be read");
        }
    }

    private Optional<String> verify(Envelope envelope, Statement expected) {
        if (!envelope.payloadType().equals(expected.payloadType())) {
            return Optional.of("it states something of another kind");
        }
        if (envelope.signatures().size() != 1) {
            return Optional.of("it does not have one signature");
        }
        var signature = envelope.signatures().getFirst();
        var issuersKey = trusted.find(expected.issuer(), signature.keyid());
        if (issuersKey.isEmpty()) {
            return Optional.of("it is not signed with a key of %s that is trusted here".formatted(expected.issuer()));
        }
        var payload = Base64.getDecoder().decode(envelope.payload());
        var signed = PreAuthentication.encode(envelope.payloadType(), payload);
        if (!issuersKey.get().verifies(signed, Base64.getDecoder().decode(signature.sig()))) {
            return Optional.of("its signature does not verify");
        }
        return expected.equals(JSON.readValue(payload, expected.getClass()))
                ? Optional.empty()
                : Optional.of("it states something else");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
