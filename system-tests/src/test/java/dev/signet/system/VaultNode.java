package dev.signet.system;

import static org.awaitility.Awaitility.await;

import dev.signet.console.ConsoleApplication;
import dev.signet.embedded.FreePort;
import dev.signet.vault.VaultApplication;
import dev.signet.vaultclient.BrokerVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vault-service, or the console before it, in a process of its own: it has its own heap and its own log, and can be killed. */
final class VaultNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = FreePort.any();
    private final Path log;
    private final Process process;

    private VaultNode(Class<?> main, Map<String, String> settings, Path log, String... options) {
        this.log = log;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(Installation.options());
        command.addAll(List.of("-cp", Installation.classPath(), main.getName()));
        command.add("--signet.port=" + port);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param options of its JVM */
    static VaultNode start(TestSystem system, Path log, String... options) {
        return ready(new VaultNode(VaultApplication.class, system.settings("vault"), log, options));
    }

    /** @param vault whose API it hands on */
    static VaultNode console(TestSystem system, URI vault, Path log) {
        var settings = new HashMap<>(system.settings("console"));
        settings.put("signet.vault-url", vault.toString());
        settings.put("signet.people.tokens-file", system.tokensFile().toString());
        return ready(new VaultNode(ConsoleApplication.class, settings, log));
    }

    private static VaultNode ready(VaultNode node) {
        await().atMost(PATIENCE).until(node::isReady);
        return node;
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended: see " + log);
        }
        try (var http = HttpClient.newHttpClient()) {
            var question = HttpRequest.newBuilder(uri().resolve("/actuator/health/readiness"))
                    .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it says of all nodes, itself among them. */
    JsonNode nodes() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var question =
                    HttpRequest.newBuilder(uri().resolve("/api/v1/vault-nodes")).build();
            return new JsonMapper()
                    .readTree(http.send(question, BodyHandlers.ofByteArray()).body());
        }
    }

    /** The vault over the broker of its system. */
    Vault overBroker(TestSystem system, Duration deadline, Duration oneTry) throws Exception {
        var broker = VaultSettings.of(URI.create(system.broker().amqpUri())).within(deadline, oneTry);
        return BrokerVault.at(broker, publicKey());
    }

    /** What requests over the broker are sealed to. */
    PublicKey publicKey() throws Exception {
        var encoded = Base64.getUrlDecoder().decode(nodes().path("publicKey").asString());
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    /** As a power cut would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
