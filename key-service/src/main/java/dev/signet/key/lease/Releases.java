package dev.signet.key.lease;

import dev.signet.contract.KeyUse;
import dev.signet.contract.Statement.Receipt;
import java.util.List;
import org.springframework.stereotype.Component;

/** Frees keys as soon as their signatures are stored, ahead of the reaper. */
@Component
public class Releases {
    private final LeaseWriter writer;

    Releases(LeaseWriter writer) {
        this.writer = writer;
    }

    /** Whether somebody waited for a key when the last one was granted or freed. */
    public boolean areAwaited() {
        return writer.waiting() > 0;
    }

    /** Closes the leases that these end, unless they are closed already. Returns once that is committed. */
    public void release(List<Receipt> receipts) {
        var closes = receipts.stream()
                .map(receipt -> new Close(new KeyUse(receipt.keyId(), receipt.token()), receipt.outcome()))
                .toList();
        writer.close(closes).await();
    }
}
