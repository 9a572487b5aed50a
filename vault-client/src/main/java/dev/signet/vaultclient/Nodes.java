package dev.signet.vaultclient;

import dev.signet.vaultclient.VaultFailure.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Asks one node after the other, until one answers or the time is up. Begins with the one that answered last. */
final class Nodes {
    private static final Duration LEARN_AGAIN = Duration.ofSeconds(5);
    private static final Duration LONGEST_LESSON = Duration.ofSeconds(1);

    private final HttpClient http;
    private final VaultSettings settings;
    private final NodeList nodes;
    private final AtomicLong learned = new AtomicLong(System.nanoTime() - LEARN_AGAIN.toNanos());

    Nodes(HttpClient http, VaultSettings settings) {
        this.http = http;
        this.settings = settings;
        this.nodes = new NodeList(settings.nodes());
    }

    /** The body of an answer that is a success; everything else is thrown. */
    byte[] ask(String path, UnaryOperator<HttpRequest.Builder> question) {
        var tries = new Tries(settings);
        while (tries.hasTime()) {
            var node = nodes.current();
            switch (answer(node, path, question, tries.longestTry())) {
                case Answer.Success(var body) -> {
                    learnFrom(node);
                    return body;
                }
                case Answer.Final(var failure) -> throw failure;
                case Answer.Busy(var reason, var retryAfter) -> tries.busy(node, reason, retryAfter);
                case Answer.None(var reason) -> {
                    nodes.failed(node);
                    tries.failed(node, reason, nodes.size());
                }
            }
        }
        throw tries.exhausted();
    }

    // Now and then, of one that is known to answer. What it does not say is learned another time.
    private void learnFrom(URI node) {
        var now = System.nanoTime();
        var before = learned.get();
        if (settings.discovering()
                && now - before >= LEARN_AGAIN.toNanos()
                && learned.compareAndSet(before, now)
                && answer(node, "/api/v1/vault-nodes", HttpRequest.Builder::GET, LONGEST_LESSON)
                        instanceof Answer.Success(var told)) {
            nodes.learn(Answer.nodesIn(told));
        }
    }

    // The client's own timeout ends with the head of an answer; this one covers all of it.
    private Answer answer(URI node, String path, UnaryOperator<HttpRequest.Builder> question, Duration longest) {
        var asked = http.sendAsync(request(node, path, question), BodyHandlers.ofByteArray());
        try {
            return Answer.of(asked.get(longest.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Answer.None("no answer within %.1f s".formatted(longest.toNanos() / 1e9));
        } catch (ExecutionException e) {
            return Answer.None.because(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Final(new VaultFailure(Reason.UNAVAILABLE, "the call was interrupted"));
        } finally {
            asked.cancel(true);
        }
    }

    private HttpRequest request(URI node, String path, UnaryOperator<HttpRequest.Builder> question) {
        var base = node.toString().replaceAll("/+$", "");
        var request = question.apply(HttpRequest.newBuilder(URI.create(base + path)));
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        if (!settings.tenant().isEmpty()) {
            request.header("Signet-Tenant", settings.tenant());
        }
        return request.build();
    }
}
