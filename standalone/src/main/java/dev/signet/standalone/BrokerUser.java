package dev.signet.standalone;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who may do what on RabbitMQ. To declare something, also what is there already, one has to be allowed to configure it; a binding is written to its queue
 * and read from its exchange; what goes to a queue by its name goes through {@code amq.default}, and so to any queue.
 */
enum BrokerUser {
    COLLECTION("collection-service", "signet.intake", "amq.default", "signet.intake", "", ""),
    KEYS("key-service", "", "", "signet.events", "", "signing.completed"),
    DISPATCHER("batch-dispatcher", "", "signet.commands", "", "", ""),
    SIGNING("signing-service", "", "signet.events", "signet.commands", "signing.completed", ""),
    AUDIT("audit-service", "", "", "signet.events", "", "audit.#"),
    VAULT("vault-service", "", "amq.default", "signet.commands", "", "");

    private static final List<String> SHARED =
            List.of("signet.commands", "signet.events", "signet.parked", "signet.parking");

    private final String service;
    private final String declares;
    private final String publishesTo;
    private final String listensTo;
    private final String publishedEvents;
    private final String heardEvents;

    /**
     * @param declares an exchange of its own, beside those that all share
     * @param publishesTo an exchange
     * @param listensTo an exchange that its queue is bound to
     * @param publishedEvents the routing key of what it publishes to {@code signet.events}
     * @param heardEvents the one that it binds its queue to there with
     */
    BrokerUser(
            String service,
            String declares,
            String publishesTo,
            String listensTo,
            String publishedEvents,
            String heardEvents) {
        this.service = service;
        this.declares = declares;
        this.publishesTo = publishesTo;
        this.listensTo = listensTo;
        this.publishedEvents = publishedEvents;
        this.heardEvents = heardEvents;
    }

    String service() {
        return service;
    }

    String login() {
        return "broker_" + service.replace('-', '_');
    }

    String mayConfigure() {
        return oneOf(Stream.concat(SHARED.stream(), Stream.of(declares)), ownQueues());
    }

    String mayWrite() {
        return oneOf(Stream.of("signet.parked", "signet.parking", publishesTo), ownQueues());
    }

    String mayRead() {
        return oneOf(Stream.of("signet.parked", listensTo), ownQueues());
    }

    /** Of {@code signet.events}. */
    String mayPublishEvents() {
        return oneOf(Stream.of(publishedEvents));
    }

    /** Of {@code signet.events}. */
    String mayHearEvents() {
        return oneOf(Stream.of(heardEvents));
    }

    private String ownQueues() {
        return quoted(service + ".") + ".*";
    }

    private static String oneOf(Stream<String> names, String... patterns) {
        var all = Stream.concat(names.filter(name -> !name.isEmpty()).map(BrokerUser::quoted), Stream.of(patterns))
                .toList();
        return all.isEmpty() ? "^$" : "^(" + String.join("|", all) + ")$";
    }

    private static String quoted(String name) {
        return name.replace(".", "\\.");
    }
}
