package dev.signet.cli.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.bundle.Staging;
import dev.signet.cli.server.Base64Url;
import dev.signet.cli.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Writes one record's signature into five files, one of which is a script that verifies the others with nothing but openssl. */
public final class RecordExport {
    private static final String SCRIPT = "verify.sh";
    private static final List<String> NAMES =
            List.of("signing-input.bin", "signature.bin", "key.pem", "record.jws", SCRIPT);

    private final Server collection;
    private final Server keys;

    public RecordExport(Server collection, Server keys) {
        this.collection = collection;
        this.keys = keys;
    }

    private record Signature(String keyId, String algorithm, JsonNode jws) {
        String part(String name) {
            return jws.path(name).asString("");
        }

        String signingInput() {
            return part("protected") + "." + part("payload");
        }
    }

    /** @param replace whether files that are there may be replaced */
    public List<Path> into(Path directory, long recordId, boolean replace) throws IOException, InterruptedException {
        var jws = collection.get("api/v1/records/%d/signature".formatted(recordId), JsonNode.class);
        var signature = new Signature(
                jws.path("keyId").asString(""), jws.path("algorithm").asString(""), jws);
        var pem = pem(signature.keyId());
        try (var staging = Staging.in(directory, NAMES, replace)) {
            staging.write("signing-input.bin", signature.signingInput().getBytes(US_ASCII));
            staging.write("signature.bin", Base64Url.decode(jws, "signature"));
            staging.write("key.pem", pem);
            staging.write(
                    "record.jws", (signature.signingInput() + "." + signature.part("signature")).getBytes(US_ASCII));
            staging.write(SCRIPT, script(recordId, signature).getBytes(UTF_8));
            makeExecutable(staging.path(SCRIPT));
            staging.commit();
        }
        return NAMES.stream().map(directory::resolve).toList();
    }

    private byte[] pem(String keyId) throws IOException, InterruptedException {
        try (var body = keys.stream("api/v1/keys/%s/public.pem".formatted(keyId))) {
            return body.readAllBytes();
        }
    }

    private static String script(long recordId, Signature signature) {
        return resource(SCRIPT)
                .replace("@record@", Long.toString(recordId))
                .replace("@key@", signature.keyId())
                .replace("@algorithm@", signature.algorithm());
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(RecordExport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
