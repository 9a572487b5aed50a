package dev.signet.collection.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class SignatureIT {
    private final Rest rest;
    private final Rows rows;

    @Autowired
    SignatureIT(Rest rest, Rows rows) {
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void aSignatureComesInThreeFormsAndWithItsSigningInput() {
        var ids = rows.records(1);
        var id = ids.getFirst();
        var batch = rows.signedBatch(rows.endedRun(), ids);
        var header = base64Url("{\"alg\":\"EdDSA\",\"kid\":\"" + Rows.KEY
                + "\",\"typ\":\"signet-record+jws\",\"rid\":\"" + id + "\"}");
        var payload = base64Url("r" + id);
        var path = "/api/v1/records/" + id + "/signature";

        var json = rest.get(path);
        var jose = rest.get(path, "application/jose");
        var raw = rest.get(path, "application/octet-stream");
        var input = rest.get("/api/v1/records/" + id + "/signing-input");

        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(json.json().propertyNames())
                .containsExactly(
                        "recordId",
                        "batchId",
                        "keyId",
                        "algorithm",
                        "token",
                        "leaseId",
                        "signedAt",
                        "protected",
                        "payload",
                        "signature");
        assertThat(json.json().get("batchId").asString()).isEqualTo(Long.toString(batch));
        assertThat(json.json().get("algorithm").asString()).isEqualTo("Ed25519");
        assertThat(json.json().get("protected").asString()).isEqualTo(header);
        assertThat(json.json().get("payload").asString()).isEqualTo(payload);
        assertThat(json.json().get("signature").asString()).isEqualTo(base64Url("s" + id));
        assertThat(jose.contentType()).isEqualTo("application/jose");
        assertThat(jose.body()).isEqualTo((header + "." + payload + "." + base64Url("s" + id)).getBytes(US_ASCII));
        assertThat(raw.contentType()).isEqualTo("application/octet-stream");
        assertThat(raw.body()).isEqualTo(("s" + id).getBytes(UTF_8));
        assertThat(input.contentType()).isEqualTo("application/octet-stream");
        assertThat(input.body()).isEqualTo((header + "." + payload).getBytes(US_ASCII));
    }

    @Test
    void theFormThatIsWantedMostIsSent() {
        var ids = rows.records(1);
        rows.signedBatch(rows.endedRun(), ids);
        var path = "/api/v1/records/" + ids.getFirst() + "/signature";

        assertThat(rest.get(path, "*/*").contentType()).isEqualTo("application/json");
        assertThat(rest.get(path, "application/json;q=0.5, application/jose").contentType())
                .isEqualTo("application/jose");
        assertThat(rest.get(path, "image/png").status()).isEqualTo(406);
        assertThat(rest.get(path, "image/png").json().get("type").asString()).isEqualTo("/problems/not-acceptable");
    }

    @Test
    void aRecordWithoutASignatureIsNotARecordThatIsNotThere() {
        var id = rows.records(1).getFirst();

        var unsigned = rest.get("/api/v1/records/" + id + "/signature", "application/octet-stream");
        var missing = rest.get("/api/v1/records/999999999999/signing-input");

        assertThat(unsigned.status()).isEqualTo(404);
        assertThat(unsigned.contentType()).isEqualTo("application/problem+json");
        assertThat(unsigned.json().get("type").asString()).isEqualTo("/problems/not-signed");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().get("type").asString()).isEqualTo("/problems/not-found");
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
