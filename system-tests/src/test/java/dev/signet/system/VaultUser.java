package dev.signet.system;

import dev.signet.system.check.SecretForms;
import dev.signet.system.check.Violation;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultFailure.Reason;
import dev.signet.vaultclient.VaultSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps items in the vault, and asks again until it is answered. What was answered holds, whatever goes wrong: what was stored opens until it is removed,
 * and never again after that.
 */
public final class VaultUser implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration ONE_TRY = Duration.ofSeconds(3);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int ID = 24;
    private static final int SHORTEST = 64;
    private static final int LONGEST = 10_000; // sealed and written as JSON, it is a record that a round takes
    private static final int ONE_IN = 4;

    private final Vault vault;
    private final SplittableRandom random;
    private final List<Item> items = new ArrayList<>();
    private final List<Violation> found = new ArrayList<>();
    private final Map<String, List<byte[]>> secrets = new ConcurrentHashMap<>();
    private int stores;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(String name, byte[] id, byte[] payload, byte[] key, boolean removed) {
        Item gone() {
            return new Item(name, id, payload, key, true);
        }
    }

    private sealed interface Reply {
        /** It was done. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Done(byte[] what) implements Reply {}

        /** It will not be done. */
        record Refused(String words) implements Reply {}

        /** It may have been done or not. */
        record None(String words) implements Reply {}
    }

    public VaultUser(URI vault, SplittableRandom random) {
        this.vault = HttpVault.at(VaultSettings.of(vault).within(DEADLINE, ONE_TRY));
        this.random = random;
    }

    /** Stores an item, removes one now and then, and opens one. */
    public void use() throws InterruptedException {
        store("item " + ++stores);
        if (!items.isEmpty() && random.nextInt(ONE_IN) == 0) {
            remove(random.nextInt(items.size()));
        }
        if (!items.isEmpty()) {
            var item = any();
            judge(item, untilAnswered(() -> open(item)));
        }
    }

    /** Under an id of its own, or as a further version of what is there. */
    private void store(String name) throws InterruptedException {
        var id = !items.isEmpty() && random.nextInt(ONE_IN) == 0 ? any().id() : bytes(ID);
        var payload = bytes(random.nextInt(SHORTEST, LONGEST));
        note("the id", name, id);
        note("the payload", name, payload);
        switch (untilAnswered(() -> vault.store(id, payload))) {
            case Reply.Done(var key) -> {
                note("the key", name, key);
                items.add(new Item(name, id, payload, key, false));
            }
            case Reply.Refused(var words) -> found(name + " was not stored: " + words);
            case Reply.None _ -> {}
        }
    }

    private void remove(int index) throws InterruptedException {
        var item = items.get(index);
        var reply = untilAnswered(() -> {
            vault.remove(item.id(), item.key());
            return new byte[0];
        });
        switch (reply) {
            case Reply.Done _ -> items.set(index, item.gone());
            case Reply.Refused(var words) -> found(item.name() + " was not removed: " + words);
            case Reply.None _ -> {}
        }
    }

    private byte[] open(Item item) {
        return vault.retrieve(item.id(), item.key());
    }

    private void judge(Item item, Reply reply) {
        switch (reply) {
            case Reply.Done _ when item.removed() -> found(item.name() + " was removed, and opens");
            case Reply.Done(var payload)
            when !Arrays.equals(payload, item.payload()) -> found(item.name() + " opens as something else");
            case Reply.Refused(var words) when !item.removed() -> found(item.name() + " does not open: " + words);
            case Reply.None(var words) -> found("nobody says what has become of %s: %s".formatted(item.name(), words));
            case Reply.Done _, Reply.Refused _ -> {}
        }
    }

    private Reply untilAnswered(Supplier<byte[]> call) throws InterruptedException {
        var reply = once(call);
        while (reply instanceof Reply.None) {
            Thread.sleep(AGAIN);
            reply = once(call);
        }
        return reply;
    }

    private static Reply once(Supplier<byte[]> call) {
        try {
            return new Reply.Done(call.get());
        } catch (VaultFailure e) {
            return e.reason() == Reason.UNAVAILABLE
                    ? new Reply.None(String.valueOf(e.getMessage()))
                    : new Reply.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Item any() {
        return items.get(random.nextInt(items.size()));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void note(String what, String item, byte[] secret) {
        secrets.put("%s of %s".formatted(what, item), SecretForms.of(secret));
    }

    private void found(String what) {
        found.add(new Violation("vault", what));
    }

    /** What was not as it had been answered, then or now. Asked once all is at rest. */
    public List<Violation> violations() {
        items.forEach(item -> judge(item, once(() -> open(item))));
        return List.copyOf(found);
    }

    /** What stands nowhere, by its name. Grows while items are stored. */
    public Map<String, List<byte[]>> secrets() {
        return Collections.unmodifiableMap(secrets);
    }

    @Override
    public void close() {
        vault.close();
    }
}
