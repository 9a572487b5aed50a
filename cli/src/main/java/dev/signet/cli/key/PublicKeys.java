package dev.signet.cli.key;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The public keys that key-service publishes. */
record PublicKeys(Server keyService) {
    List<JsonNode> all() throws InterruptedException {
        return keyService
                .get(".well-known/jwks.json", JsonNode.class)
                .path("keys")
                .valueStream()
                .toList();
    }

    /** Those keys, in this order; one that is not there is said. */
    List<JsonNode> named(List<String> ids) throws InterruptedException {
        var all = all();
        return ids.stream()
                .map(id -> all.stream()
                        .filter(key -> id.equals(key.path("kid").asString()))
                        .findFirst()
                        .orElseThrow(() -> new CommandFailed(
                                ExitCode.NOT_FOUND, "there is no key " + id, "'key list' shows what there is")))
                .toList();
    }

    static String jwks(List<JsonNode> keys) {
        var set = Json.MAPPER.createObjectNode();
        set.putArray("keys").addAll(keys);
        return set.toPrettyString() + "\n";
    }

    /** One after the other, each below its id. */
    String pem(List<JsonNode> keys) throws InterruptedException {
        var text = new StringBuilder();
        for (var key : keys) {
            var id = key.path("kid").asString("");
            text.append("# ").append(id).append('\n').append(pemOf(id));
        }
        return text.toString();
    }

    private String pemOf(String id) throws InterruptedException {
        try (var body = keyService.stream("api/v1/keys/%s/public.pem".formatted(KeyIds.inPath(id)))) {
            return text(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
    }
}
