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
import java.util.function.UnaryOperator;

/** Asks one node after the other, until one answers or the time is up. Begins with the one that answered last. */
final class Nodes {
    private final HttpClient http;
    private final VaultSettings settings;
    private volatile int current;

    Nodes(HttpClient http, VaultSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** The body of an answer that is a success; everything else is thrown. */
    byte[] ask(String path, UnaryOperator<HttpRequest.Builder> question) {
        var tries = new Tries(settings);
        while (tries.hasTime()) {
            var place = current;
            var node = settings.nodes().get(place);
            switch (answer(node, path, question, tries.longestTry())) {
                case Answer.Success(var body) -> {
                    return body;
                }
                case Answer.Final(var failure) -> throw failure;
                case Answer.Busy(var reason, var wait) -> tries.busy(node, reason, wait);
                case Answer.None(var reason) -> {
                    tries.failed(node, reason);
                    current = (place + 1) % settings.nodes().size();
                }
            }
        }
        throw tries.exhausted();
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
