package dev.signet.system;

/** What would run out or be tried again some time later does so now: the times in the rows are moved. */
final class TimeLeap {
    private static final String BATCHES_ARE_DUE = """
            UPDATE collection.batch SET next_dispatch_at = now()
             WHERE attempts > 0 AND state IN ('PLANNED', 'DISPATCHED', 'DEFERRED')
            """;
    private static final String LEASES_HAVE_RUN_OUT = """
            UPDATE keys.key_lease SET expires_at = clock_timestamp() WHERE state = 'ACTIVE'
            """;

    static void on(TestSystem system) {
        system.execute(BATCHES_ARE_DUE);
        system.execute(LEASES_HAVE_RUN_OUT);
    }

    private TimeLeap() {}
}
