package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What proves one record without Signet: its bytes, what was signed, the signature, the public key, the same as a JWS, and the command that checks it. */
record Bundle(String recordId, Map<String, byte[]> files) {
    static Bundle of(Upstreams upstreams, Views.Signature signature) {
        var id = signature.recordId();
        var of = "/api/v1/records/" + id;
        var files = new LinkedHashMap<String, byte[]>();
        files.put("payload.bin", Base64.getUrlDecoder().decode(signature.payload()));
        files.put("input.bin", upstreams.bytes(Upstream.COLLECTION, of + "/signing-input", "application/octet-stream"));
        files.put("signature.bin", forOpenssl(signature));
        files.put(
                "key.pem",
                upstreams.bytes(
                        Upstream.KEYS, "/api/v1/keys/" + signature.keyId() + "/public.pem", "application/x-pem-file"));
        files.put("record.jws", upstreams.bytes(Upstream.COLLECTION, of + "/signature", "application/jose"));
        files.put("verify.sh", script(id, signature.algorithm()).getBytes(StandardCharsets.UTF_8));
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

    /** The options that openssl needs to check a signature of this algorithm, given the files' names. */
    static String openssl(String algorithm) {
        return switch (algorithm) {
            case "Ed25519" ->
                "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in input.bin -sigfile signature.bin";
            case "PS256" ->
                "openssl dgst -sha256 -verify key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                        + " -signature signature.bin input.bin";
            default -> "openssl dgst -sha256 -verify key.pem -signature signature.bin input.bin";
        };
    }

    /** The same from a shell, file by file. */
    static String commands(Views.Signature signature, String origin) {
        var der = signature.algorithm().equals("ES256")
                ? "curl -sO ${at}records/%1$s/bundle.zip && unzip -jo bundle.zip # openssl wants the signature as DER%n"
                        .formatted(signature.recordId())
                : "";
        return """
                at=%1$s
                curl -s ${at}api/v1/records/%2$s/signing-input > input.bin
                curl -s ${at}api/v1/records/%2$s/signature -H 'Accept: application/octet-stream' > signature.bin
                curl -s ${at}api/v1/keys/%3$s/public.pem > key.pem
                %4$s%5$s""".formatted(origin, signature.recordId(), signature.keyId(), der, openssl(signature.algorithm()));
    }

    private static String script(String id, String algorithm) {
        return """
                #!/bin/sh
                # Checks record %s with openssl 3 alone. input.bin is what was signed: the JWS header, a dot, the payload, in base64url.
                cd "$(dirname "$0")" && exec %s
                """.formatted(id, openssl(algorithm));
    }

    // JWS writes an ECDSA signature as r and s side by side, openssl wants them as DER.
    private static byte[] forOpenssl(Views.Signature signature) {
        var raw = Base64.getUrlDecoder().decode(signature.signature());
        return signature.algorithm().equals("ES256") ? Der.ecdsa(raw) : raw;
    }
}
