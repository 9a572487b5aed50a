package dev.signet.system.fuzz;

import dev.signet.contract.Broker;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.SigningTriggered;
import dev.signet.system.Service;
import dev.signet.vaultclient.BrokerRequest;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** A queue, how a message gets there, and what belongs there. */
enum Destination {
    TRIGGERS(
            "signing-service.signing-triggered", Broker.COMMANDS, SigningTriggered.ROUTING_KEY, SigningTriggered.class),
    COMPLETIONS("key-service.signing-completed", Broker.EVENTS, SigningCompleted.ROUTING_KEY, SigningCompleted.class),
    EVENTS("audit-service.events", Broker.EVENTS, "audit.from.the.fuzz", CloudEvents.CloudEvent.class),
    /** Takes anything but nothing. */
    INTAKE("collection-service.intake", Broker.INTAKE, "from.the.fuzz", Object.class),
    /** Parks nothing. */
    VAULT("vault-service.requests", BrokerRequest.EXCHANGE, BrokerRequest.ROUTING_KEY, BrokerRequest.class);

    final String queue;
    final String exchange;
    final String routingKey;
    final Class<?> message;

    Destination(String queue, String exchange, String routingKey, Class<?> message) {
        this.queue = queue;
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.message = message;
    }

    String type() {
        return message.getSimpleName();
    }

    Arbitrary<OddMessage> messages() {
        if (this == INTAKE) {
            return OddMessages.of("", Arbitraries.of("{\"a\":1}", "[]", "not even JSON", "", "x".repeat(70_000)));
        }
        if (this == EVENTS) {
            return OddMessages.of(type(), CloudEvents.any(false));
        }
        if (this == VAULT) {
            return OddMessages.of(type(), VaultRequests.bodies());
        }
        var route = new Route(Service.SIGNING, "", "", List.of(), Map.of());
        var schema = JavaSchema.of(message);
        return OddMessages.of(
                type(),
                Arbitraries.frequencyOf(
                        Tuple.of(1, Bodies.sound(route, schema)), Tuple.of(3, Bodies.hostile(route, schema))));
    }
}
