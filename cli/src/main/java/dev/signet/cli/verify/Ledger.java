package dev.signet.cli.verify;

import dev.signet.cli.server.NdjsonLines;
import java.io.InputStream;
import java.util.Map;

/**
 * The ledger, read once and replayed.
 *
 * @param keyrings of each key
 * @param open leases that were still open; while there are any in what claims to be everything, the findings mean nothing
 */
record Ledger(Leases leases, Map<String, String> keyrings, Findings findings, long open, long lines) {
    static Ledger read(InputStream stream, Extent extent) {
        var findings = new Findings();
        var leases = new Leases(findings, extent);
        var replay = new Replay(findings, extent);
        var open = 0L;
        try (var lines = new NdjsonLines("the ledger of leases", stream)) {
            for (var text = lines.next(); text != null; text = lines.next()) {
                var line = lines.parse(text, LedgerLine.class);
                open += line.isOpen() ? 1 : 0;
                replay.on(line);
                if (line.isLease()) {
                    leases.add(line);
                }
            }
            var end = lines.end();
            replay.end(end.tick());
            return new Ledger(leases, replay.keyrings(), findings, open, end.count());
        }
    }
}
