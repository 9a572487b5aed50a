package dev.signet.cli.export;

import dev.signet.cli.server.NdjsonLines;
import dev.signet.cli.server.Server;

/**
 * How far the ledger is.
 *
 * @param open leases that are not closed
 */
record LedgerMark(long tick, long open) {
    private record Line(String type, String state) {
        boolean isOpen() {
            return "lease".equals(type) && !"CLOSED".equals(state);
        }
    }

    /** Takes one line after the other. */
    @FunctionalInterface
    interface LineReader<E extends Exception> {
        void read(String line) throws E;
    }

    static LedgerMark read(Server keys) throws InterruptedException {
        return read(keys, _ -> {});
    }

    static <E extends Exception> LedgerMark read(Server keys, LineReader<E> reader) throws E, InterruptedException {
        var open = 0L;
        try (var lines = new NdjsonLines("the ledger of leases", keys.stream("api/v1/leases"))) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                open += lines.parse(line, Line.class).isOpen() ? 1 : 0;
                reader.read(line);
            }
            return new LedgerMark(lines.end().tick(), open);
        }
    }
}
