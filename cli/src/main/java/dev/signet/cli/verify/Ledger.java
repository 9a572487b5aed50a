package dev.signet.cli.verify;

import dev.signet.cli.server.Json;
import dev.signet.cli.server.NdjsonLines;
import java.io.InputStream;
import tools.jackson.databind.ObjectReader;

/**
 * The ledger, read once and replayed.
 *
 * @param open leases that were still open; while there are any, the findings mean nothing
 */
record Ledger(Leases leases, Findings findings, long open) {
    private static final ObjectReader LINE = Json.MAPPER.readerFor(LedgerLine.class);

    static Ledger read(InputStream stream) {
        var findings = new Findings();
        var leases = new Leases(findings);
        var replay = new Replay(findings);
        var open = 0L;
        try (var lines = new NdjsonLines("the ledger of leases", stream)) {
            for (var text = lines.next(); text != null; text = lines.next()) {
                LedgerLine line = lines.parse(text, LINE);
                open += line.isOpen() ? 1 : 0;
                replay.on(line);
                if (line.isLease()) {
                    leases.add(line);
                }
            }
            replay.end(lines.end().tick());
        }
        return new Ledger(leases, findings, open);
    }
}
