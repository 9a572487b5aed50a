package dev.signet.cli.verify;

import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.server.NdjsonLines;
import dev.signet.cli.verify.LedgerCheck.Listener;

/**
 * Runs, one of each keyring, in which nothing moves any more, so that what is read one after the other belongs together, or what was
 * taken out of one.
 */
record FinishedRun(Keyrings keyrings, Ledger ledger) {
    LedgerReport check(LedgerSource source, Listener listener) throws InterruptedException {
        var findings = ledger.findings();
        var batches = Batches.read(source, findings);
        var keys = KeySet.of(source.keys(), Providers.fastestFirst(), findings);
        var signed = new SignedBatches(ledger.leases(), findings);
        try (var verification = new Verification(keys, findings, listener::verified);
                var lines = new NdjsonLines("signatures.ndjson", source.signatures())) {
            for (var text = lines.next(); text != null; text = lines.next()) {
                var line = lines.parse(text, SignatureLine.class);
                signed.on(line);
                verification.add(line);
            }
            var read = lines.end().count();
            var verified = verification.verified();
            ledger.leases().checkAllSeen(signed.ids(), batches::isExpected);
            batches.compare(signed, findings);
            batches.compareKeyrings(signed, ledger.keyrings(), findings);
            if (source.extent().isEverything()) {
                keyrings.items().forEach(keyring -> batches.compare(keyring.progress(), findings));
            }
            return report(batches, read, verified, keys.providers());
        }
    }

    private LedgerReport report(Batches batches, long read, long verified, String providers) {
        var findings = ledger.findings();
        var leases = ledger.leases();
        return new LedgerReport(
                batches.records(),
                batches.quarantined(),
                read,
                verified,
                findings.count(Rule.VERIFIED) + findings.count(Rule.KEY_KNOWN),
                findings.count(Rule.KEY_KNOWN),
                findings.count(Rule.SIGNED),
                findings.count(Rule.SIGNED_ONCE),
                findings.count(Rule.KEY_ALONE),
                findings.count(Rule.ONE_KEY_PER_BATCH),
                findings.count(Rule.LEAST_RECENTLY_USED),
                findings.count(Rule.CONSISTENT),
                batches.pending(),
                batches.takenOff(),
                batches.signed(),
                leases.keysUsed(),
                new LedgerReport.Leases(leases.stored(), leases.fenced()),
                providers,
                findings.sentences());
    }
}
