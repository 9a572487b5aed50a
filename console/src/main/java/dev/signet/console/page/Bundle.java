package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What proves one record without Signet: the five files of {@code signet export --record}, the last of which is the same script. */
record Bundle(String recordId, Map<String, byte[]> files) {
    private static final String SCRIPT = script();

    static Bundle of(Upstreams upstreams, Views.Signature signature) {
        var id = signature.recordId();
        var record = "/api/v1/records/" + id;
        var pem = "/api/v1/keys/" + signature.keyId() + "/public.pem";
        var files = new LinkedHashMap<String, byte[]>();
        files.put(
                "signing-input.bin",
                upstreams.bytes(Upstream.COLLECTION, record + "/signing-input", "application/octet-stream"));
        files.put("signature.bin", Base64.getUrlDecoder().decode(signature.signature()));
        files.put("key.pem", upstreams.bytes(Upstream.KEYS, pem, "application/x-pem-file"));
        files.put("record.jws", upstreams.bytes(Upstream.COLLECTION, record + "/signature", "application/jose"));
        files.put("verify.sh", script(signature).getBytes(StandardCharsets.UTF_8));
        return new Bundle(id, files);
    }

    void writeTo(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        for (var file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry("record-" + recordId + "/" + file.getKey()));
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    /** How to check it from a shell. */
    static String commands(Views.Signature signature, String address) {
        return switch (signature.algorithm()) {
            case "Ed25519" ->
                byHand(
                        signature,
                        address,
                        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signing-input.bin -sigfile signature.bin");
            case "PS256" ->
                byHand(
                        signature,
                        address,
                        "openssl dgst -sha256 -verify key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                                + " -signature signature.bin signing-input.bin");
            // openssl takes an ECDSA signature as DER, which is not what a JWS has: the script converts it. It also
            // says
            // so where an openssl is too old for ML-DSA
            default ->
                "curl -sO %1$srecords/%2$s/bundle.zip && unzip -o bundle.zip && sh record-%2$s/verify.sh"
                        .formatted(address, signature.recordId());
        };
    }

    private static String byHand(Views.Signature signature, String address, String openssl) {
        return """
                at=%1$s
                curl -s ${at}api/v1/records/%2$s/signing-input > signing-input.bin
                curl -s ${at}api/v1/records/%2$s/signature -H 'Accept: application/octet-stream' > signature.bin
                curl -s ${at}api/v1/keys/%3$s/public.pem > key.pem
                %4$s""".formatted(address, signature.recordId(), signature.keyId(), openssl);
    }

    private static String script(Views.Signature signature) {
        return SCRIPT.replace("@record@", signature.recordId())
                .replace("@key@", signature.keyId())
                .replace("@algorithm@", signature.algorithm());
    }

    private static String script() {
        try (var in = Objects.requireNonNull(Bundle.class.getResourceAsStream("/console/verify.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
