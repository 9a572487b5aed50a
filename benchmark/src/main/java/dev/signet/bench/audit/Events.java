package dev.signet.bench.audit;

import java.util.UUID;

/** Events as applications send them: some 500 bytes, with types, subjects and customers that recur. */
final class Events {
    private static final String[] TYPES = {
        "com.example.customer.account.created",
        "com.example.customer.correlated",
        "com.example.customer.billed",
        "com.example.customer.account.deactivated",
        "dev.signet.key.leased",
        "dev.signet.batch.signed"
    };

    private static final long LONG_AGO = 100_000;

    /** @param number tells the values apart; ids are random, as they mostly are */
    static String event(long number) {
        var mixed = Long.rotateLeft(number * 0x9E37_79B9_7F4A_7C15L, 31);
        var customer = Math.floorMod(mixed, 1_000_000);
        return """
                {"specversion":"1.0","id":"%s","source":"/service-%d","type":"%s","subject":"customer-%d","time":"2026-11-30T17:31:00Z",\
                "actor":"user-%d","outcome":"%s","traceparent":"00-%016x%016x-%016x-01",\
                "data":{"customerId":%d,"amount":%d.%02d,"currency":"EUR","channel":"%s","note":"what there is to say about event %d"}}""".formatted(
                        UUID.randomUUID(),
                        Math.floorMod(mixed, 20),
                        TYPES[(int) Math.floorMod(mixed, TYPES.length)],
                        customer,
                        Math.floorMod(mixed, 1000),
                        number % 5000 == 17 ? "failure" : "success",
                        mixed,
                        number,
                        mixed,
                        customer,
                        Math.floorMod(mixed, 500),
                        Math.floorMod(number, 100),
                        number < LONG_AGO ? "fax" : "web",
                        number);
    }

    private Events() {}
}
