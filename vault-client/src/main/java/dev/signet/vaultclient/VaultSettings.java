package dev.signet.vaultclient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the vault is and how long to try.
 *
 * @param nodes any number of instances; when one gives no answer, the next is asked
 * @param deadline in which a call is answered or fails, whatever the nodes do
 * @param tryTimeout how long one node may take, before the next is asked
 * @param token sent as a bearer token; of somebody who may submit, wherever the nodes or the console let nobody in without one
 * @param tenant whose ids these are; the same id of another tenant is another item
 * @param paranoid stores so that only who has id and key can find an item: no new versions, each is one by itself
 * @param discovering also asks nodes that the given ones tell of, by the addresses that these have for each other
 */
public record VaultSettings(
        List<URI> nodes,
        Duration deadline,
        Duration tryTimeout,
        Optional<String> token,
        String tenant,
        boolean paranoid,
        boolean discovering) {
    public VaultSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a vault has at least one node");
        }
        if (!deadline.isPositive() || !tryTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "deadline (%s) and tryTimeout (%s) must be positive".formatted(deadline, tryTimeout));
        }
    }

    /** An answer within 30 s, at most 10 s of which from one node. */
    public static VaultSettings of(URI... nodes) {
        return new VaultSettings(
                List.of(nodes), Duration.ofSeconds(30), Duration.ofSeconds(10), Optional.empty(), "", false, false);
    }

    /** The same with other times. */
    public VaultSettings within(Duration deadline, Duration tryTimeout) {
        return new VaultSettings(nodes, deadline, tryTimeout, token, tenant, paranoid, discovering);
    }

    public VaultSettings withToken(String bearerToken) {
        return new VaultSettings(nodes, deadline, tryTimeout, Optional.of(bearerToken), tenant, paranoid, discovering);
    }

    public VaultSettings forTenant(String name) {
        return new VaultSettings(nodes, deadline, tryTimeout, token, name, paranoid, discovering);
    }

    public VaultSettings paranoidly() {
        return new VaultSettings(nodes, deadline, tryTimeout, token, tenant, true, discovering);
    }

    public VaultSettings learningOfOthers() {
        return new VaultSettings(nodes, deadline, tryTimeout, token, tenant, paranoid, true);
    }

    /** The token is not printed. */
    @Override
    public String toString() {
        return "a vault at " + nodes;
    }
}
