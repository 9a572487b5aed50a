package dev.signet.vaultclient;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/** The vault over HTTP. */
public final class HttpVault implements Vault {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int KEY_BYTES = 32;
    private static final String KEY = "Signet-Vault-Key";

    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Nodes nodes;
    private final VaultSettings settings;

    private HttpVault(VaultSettings settings) {
        this.settings = settings;
        this.nodes = new Nodes(http, settings);
    }

    public static Vault at(VaultSettings settings) {
        return new HttpVault(settings);
    }

    /** The key is made here and goes with the payload: so a try whose answer was lost can be repeated, at any node, and stores nothing twice. */
    @Override
    public byte[] store(byte[] id, byte[] payload) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var _ = nodes.ask(
                path(id) + "?paranoid=" + settings.paranoid(),
                request -> request.PUT(BodyPublishers.ofByteArray(payload))
                        .header("Content-Type", "application/octet-stream")
                        .header(KEY, BASE64.encodeToString(key)));
        return key;
    }

    @Override
    public byte[] retrieve(byte[] id, byte[] key) {
        var body = "{\"key\":\"%s\"}".formatted(BASE64.encodeToString(key)).getBytes(StandardCharsets.US_ASCII);
        return nodes.ask(
                path(id) + "/open",
                request -> request.POST(BodyPublishers.ofByteArray(body)).header("Content-Type", "application/json"));
    }

    @Override
    public void remove(byte[] id, byte[] key) {
        var _ = nodes.ask(path(id), request -> request.DELETE().header(KEY, BASE64.encodeToString(key)));
    }

    private static String path(byte[] id) {
        return "/api/v1/vault/~" + BASE64.encodeToString(id);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
