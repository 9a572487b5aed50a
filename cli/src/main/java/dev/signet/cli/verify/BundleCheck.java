package dev.signet.cli.verify;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.bundle.BundleFile;
import dev.signet.cli.bundle.DamagedBundle;
import dev.signet.cli.bundle.Integrity;
import dev.signet.cli.bundle.Manifest;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.IncompleteStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Proves from a bundle alone, without a server or a network, what {@link LedgerCheck} proves from what the services publish. */
public final class BundleCheck {
    private final Bundle bundle;

    public BundleCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    /**
     * What was found in a bundle that is whole.
     *
     * @param open leases that were open when the ledger was taken
     */
    public record Result(Manifest manifest, Progress progress, LedgerReport report, long open) {}

    /**
     * Throws {@link DamagedBundle} when the bundle is not what was written.
     *
     * @param read told how many bytes were held against the manifest
     */
    public Result run(LongConsumer read, LedgerCheck.Listener listener) throws IOException, InterruptedException {
        try {
            return check(Integrity.check(bundle, read), listener);
        } catch (IncompleteStream e) {
            throw new DamagedBundle(Objects.requireNonNullElse(e.getMessage(), "it cannot be read"), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Result check(Manifest manifest, LedgerCheck.Listener listener) throws InterruptedException {
        var source = new BundleLedger(bundle, manifest);
        var ledger = Ledger.read(source.leases(), source.extent());
        source.requireAll(BundleFile.LEASES, ledger.lines());
        var report = new FinishedRun(source.keyrings(), ledger).check(source, listener);
        source.requireAll(BundleFile.SIGNATURES, report.signed());
        return new Result(manifest, source.progress(), report, ledger.open());
    }
}
