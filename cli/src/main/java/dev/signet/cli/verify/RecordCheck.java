package dev.signet.cli.verify;

import dev.signet.cli.server.Json;
import java.security.Security;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Verifies one signature alone, by the same code as all of them. */
public final class RecordCheck {
    /** What came of it. */
    public sealed interface Verdict {
        /** It is this record's, and it verifies. */
        record Right() implements Verdict {}

        /** It does not verify, or is another record's. */
        record Wrong(String reason) implements Verdict {}

        /** There is no key, or none that can be used, to verify it with. */
        record UnknownKey(String reason) implements Verdict {}
    }

    /** @param signature a line of the export, or what collection-service says of the one record */
    public static Verdict of(long recordId, JsonNode signature, LedgerSource.Jwks jwks) {
        try {
            return of(recordId, Json.MAPPER.treeToValue(signature, SignatureLine.class), jwks);
        } catch (JacksonException e) {
            return new Verdict.Wrong("its signature is not in the form that Signet writes");
        }
    }

    // For one signature what the JDK brings is fast enough, and nothing has to be loaded.
    private static Verdict of(long recordId, SignatureLine line, LedgerSource.Jwks jwks) {
        var findings = new Findings();
        var its = jwks.keys().stream()
                .filter(key -> line.keyId().equals(key.kid()))
                .toList();
        var keys = KeySet.of(new LedgerSource.Jwks(its), List.of(Security.getProviders()), findings);
        if (keys.find(line.keyId()) == null) {
            return new Verdict.UnknownKey(findings.sentences().stream()
                    .findFirst()
                    .orElse("its key %s is not in jwks.json".formatted(line.keyId())));
        }
        if (line.recordId() != recordId) {
            return new Verdict.Wrong("its signature is that of record " + line.recordId());
        }
        try {
            new JwsVerifier(keys).verify(line);
            return new Verdict.Right();
        } catch (NotVerified e) {
            return new Verdict.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private RecordCheck() {}
}
