package dev.signet.contract;

/** The names on the broker that more than one service must agree on. A queue's name belongs to its consumer and stands there. */
public final class Broker {
    /** Direct exchange: work to be done. */
    public static final String COMMANDS = "signet.commands";

    /** Topic exchange: what has happened. */
    public static final String EVENTS = "signet.events";

    /** Topic exchange: records that arrive as messages. */
    public static final String INTAKE = "signet.intake";

    /** Direct exchange to the parking queue: who may only publish here can put nothing into any other queue. */
    public static final String PARKED = "signet.parked";

    /** Queue of what cannot be processed, with its reason; nobody consumes it, an operator looks and replays. */
    public static final String PARKING = "signet.parking";

    private Broker() {}
}
