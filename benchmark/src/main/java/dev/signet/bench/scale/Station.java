package dev.signet.bench.scale;

/** Where a batch waits for a processor. Each may have as many of them as one likes, on however many machines, but for those of one machine. */
public enum Station {
    DISPATCHER("batch-dispatcher", true),
    BROKER("RabbitMQ", true),
    KEYS("key-service", false),
    COLLECTION("collection-service", true),
    DATABASE("PostgreSQL", false),
    WORKERS("signing-service", true),
    AUDIT("audit-service", false);

    private final String title;
    private final boolean scalesOut;

    Station(String title, boolean scalesOut) {
        this.title = title;
        this.scalesOut = scalesOut;
    }

    String title() {
        return title;
    }

    /** Whether more machines help. Of the others one machine does the work: the keyring has one lock, a run one primary, the audit log one end. */
    boolean scalesOut() {
        return scalesOut;
    }
}
