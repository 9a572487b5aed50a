package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.verify.GeneratedRun;
import dev.signet.cli.verify.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VerifyRecordTest {
    private final FakeSignet signet = new FakeSignet();
    private final JsonMapper json = new JsonMapper();
    private ObjectNode signature;

    @BeforeEach
    void serve() throws Exception {
        var run = GeneratedRun.of(TestKey.ed25519(), TestKey.ed25519(), TestKey.ed25519());
        signet.answers("GET /.well-known/jwks.json", run.jwksJson());
        signature = (ObjectNode)
                json.readTree(run.signaturesNdjson().lines().findFirst().orElseThrow());
        signature.put("signedAt", "2026-11-21T09:14:13.204Z");
        serve(signature);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void goodSignatureIsOneLine() {
        assertThat(verify()).isZero();

        assertThat(signet.out())
                .isEqualTo("ok  record 1  key %s  Ed25519  signed 2026-11-21T09:14:13.204Z  batch 1%n"
                        .formatted(signature.get("keyId").asString()));
        assertThat(signet.err()).isEmpty();
    }

    @Test
    void changedPayloadExits12() {
        serve(signature.put("payload", "e30"));

        assertThat(verify()).isEqualTo(12);
        assertThat(signet.out()).isEmpty();
        assertThat(signet.err()).startsWith("signet: record 1: the signature does not match\n");
    }

    @Test
    void signatureOfAnotherRecordExits12() {
        signet.answers("GET /api/v1/records/2/signature", signature.toString());

        assertThat(signet.run("verify", "record", "2")).isEqualTo(12);
        assertThat(signet.err()).contains("record 2: its signature is that of record 1");

        signet.answers(
                "GET /api/v1/records/2/signature",
                signature.put("recordId", "2").toString());
        assertThat(signet.run("verify", "record", "2")).isEqualTo(12);
        assertThat(signet.err()).contains("its signature is that of record 1");
    }

    @Test
    void keyThatNobodyPublishesExits13() {
        signet.answers("GET /.well-known/jwks.json", "{\"keys\":[]}");

        assertThat(verify()).isEqualTo(13);
        assertThat(signet.err()).contains("is not in jwks.json").contains("does --keys-server belong");
    }

    @Test
    void recordWithoutASignatureExits10() {
        signet.refuses("GET /api/v1/records/1/signature", 404, "not-signed", ",\"detail\":\"Record 1 is not signed.\"");

        assertThat(verify()).isEqualTo(10);
        assertThat(signet.err()).startsWith("signet: record 1: it has no signature\n");
    }

    @Test
    void recordThatIsNotThereExits5() {
        signet.refuses("GET /api/v1/records/1/signature", 404, "not-found", ",\"detail\":\"There is no record 1.\"");

        assertThat(verify()).isEqualTo(5);
    }

    @Test
    void answerForProgramsAlwaysHasAReasonWhenItIsNo() {
        assertThat(verify("-o", "json")).isZero();
        assertThat(json.readTree(signet.out()).get("valid").asBoolean()).isTrue();

        serve(signature.put("signature", "AAAA"));
        assertThat(verify("-o", "json")).isEqualTo(12);
        var answer = json.readTree(signet.out());
        assertThat(answer.get("valid").asBoolean()).isFalse();
        assertThat(answer.get("reason").asString()).isEqualTo("the signature does not match");
        assertThat(answer.get("batchId").asString()).isEqualTo("1");
    }

    private void serve(ObjectNode answer) {
        signet.answers("GET /api/v1/records/1/signature", answer.toString());
    }

    private int verify(String... options) {
        var args = new String[3 + options.length];
        args[0] = "verify";
        args[1] = "record";
        args[2] = "1";
        System.arraycopy(options, 0, args, 3, options.length);
        return signet.run(args);
    }
}
