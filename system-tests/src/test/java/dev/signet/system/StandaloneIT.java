package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.standalone.Standalone;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that share a JVM know each other by the same tokens as those that do not. */
class StandaloneIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void whatIsForOneServiceIsForNobodyElse(@TempDir Path directory) throws Exception {
        try (var signet = Standalone.start(null, null, Map.of(), directory, 0)) {
            var leases = URI.create(signet.services().keyUrl() + "/internal/leases");
            var fences = URI.create(signet.services().collectionUrl() + "/internal/fences");
            var tokens = directory.resolve("secrets/tokens");
            var worker =
                    Files.readString(tokens.resolve("signing-service.token")).strip();
            var keys = Files.readString(tokens.resolve("key-service.token")).strip();

            assertThat(status(leases, "")).isEqualTo(401);
            assertThat(status(leases, keys)).isEqualTo(403);
            assertThat(status(leases, worker)).isEqualTo(400);
            assertThat(status(fences, "")).isEqualTo(401);
            assertThat(status(fences, worker)).isEqualTo(403);
            assertThat(status(fences, keys)).isEqualTo(400);
        }
    }

    private static int status(URI uri, String token) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        var sent = token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        return HTTP.send(sent.build(), BodyHandlers.discarding()).statusCode();
    }
}
