package dev.signet.vaultclient;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.vaultclient.BrokerRequest.Operation;
import dev.signet.vaultclient.VaultFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The vault as request and reply over the broker: one queue for all instances, so that one of them takes each request, and another one takes it over when that
 * dies. For payloads of up to 1 MiB; the broker sees none of what is in them. Needs {@code com.rabbitmq:amqp-client}.
 */
public final class BrokerVault implements Vault {
    private static final int KEY_BYTES = 32;
    private static final byte[] NOTHING = {};

    private final SecureRandom random = new SecureRandom();
    private final ConnectionFactory broker = new ConnectionFactory();
    private final URI name;
    private final PublicKey vault;
    private final VaultSettings settings;
    private @Nullable BrokerLink link;

    private BrokerVault(VaultSettings settings, PublicKey vault) throws GeneralSecurityException {
        this.settings = settings;
        this.vault = vault;
        var uri = settings.nodes().getFirst();
        this.name = URI.create("%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), uri.getPort()));
        try {
            broker.setUri(uri);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("%s is no address of a broker".formatted(name), e);
        }
        broker.setAutomaticRecoveryEnabled(false); // a new link is made where one is needed
        broker.setConnectionTimeout(2_000);
    }

    /**
     * @param settings whose one node is the broker, such as {@code amqp://user:password@host:5672}
     * @param vault the vault's public key, as {@code GET /api/v1/vault-nodes} has it
     */
    public static Vault at(VaultSettings settings, PublicKey vault) {
        try {
            return new BrokerVault(settings, vault);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the broker's TLS cannot be set up", e);
        }
    }

    @Override
    public byte[] store(byte[] id, byte[] payload) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var _ = ask(request(Operation.STORE, id, key, payload));
        return key;
    }

    @Override
    public byte[] retrieve(byte[] id, byte[] key) {
        return ask(request(Operation.RETRIEVE, id, key, NOTHING));
    }

    @Override
    public void remove(byte[] id, byte[] key) {
        var _ = ask(request(Operation.REMOVE, id, key, NOTHING));
    }

    private BrokerRequest request(Operation operation, byte[] id, byte[] key, byte[] payload) {
        return new BrokerRequest(operation, settings.tenant(), id, key, settings.paranoid(), payload);
    }

    private byte[] ask(BrokerRequest request) {
        var tries = new Tries(settings);
        while (tries.hasTime()) {
            switch (answer(request, tries.longestTry())) {
                case Answer.Success(var body) -> {
                    return body;
                }
                case Answer.Final(var failure) -> throw failure;
                case Answer.Busy(var reason, var retryAfter) -> tries.busy(name, reason, retryAfter);
                case Answer.None(var reason) -> tries.failed(name, reason, 1);
            }
        }
        throw tries.exhausted();
    }

    private Answer answer(BrokerRequest request, Duration longest) {
        try {
            var envelope = Envelope.to(vault);
            var asked = link();
            var answer = asked.ask(envelope, request.seal(envelope));
            try {
                return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return new Answer.None("no reply within %.1f s: %s".formatted(longest.toNanos() / 1e9, asked.takers()));
            } finally {
                answer.cancel(true);
            }
        } catch (TimeoutException e) {
            return new Answer.None("the broker cannot be reached (no connection in time)");
        } catch (IOException | AlreadyClosedException | ExecutionException e) {
            return new Answer.None("the broker cannot be reached (%s)".formatted(e.getMessage()));
        } catch (GeneralSecurityException e) {
            return new Answer.Final(new VaultFailure(Reason.REFUSED, "the vault's public key is of no use"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Final(new VaultFailure(Reason.UNAVAILABLE, "the call was interrupted"));
        }
    }

    private synchronized BrokerLink link() throws IOException, TimeoutException {
        if (link == null || !link.isOpen()) {
            if (link != null) {
                link.close();
            }
            link = new BrokerLink(broker);
        }
        return link;
    }

    @Override
    public synchronized void close() {
        if (link != null) {
            link.close();
        }
    }
}
