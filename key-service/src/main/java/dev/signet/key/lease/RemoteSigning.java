package dev.signet.key.lease;

import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.LeaseId;
import dev.signet.platform.NotFound;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigner;
import dev.signet.platform.crypto.RecordSigners;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Signs records for the holder of a lease, where private keys stay here. */
@Service
class RemoteSigning {
    private static final Logger log = LoggerFactory.getLogger(RemoteSigning.class);

    private final LeasedKeys keys;
    private final OpenLeases leases;
    private final Handover handover;
    private final RecordSigners signers;
    private final SigningModeProperties mode;

    RemoteSigning(
            LeasedKeys keys, OpenLeases leases, Handover handover, RecordSigners signers, SigningModeProperties mode) {
        this.keys = keys;
        this.leases = leases;
        this.handover = handover;
        this.signers = signers;
        this.mode = mode;
    }

    /**
     * The bare signatures, in the order of the records. Throws {@link LeaseGone} unless the lease is in force before they are made and still is
     * afterwards, {@link NotFound} for anybody but its holder, and {@link CannotSign}.
     */
    List<Bytes> sign(LeaseId id, Bytes handle, List<Frame> records) {
        if (!mode.isRemote()) {
            throw new NotFound("Here keys are handed to workers, which sign by themselves.");
        }
        handover.requireUnsealed();
        var granted = keys.find(id).orElseThrow(() -> gone(id));
        var signatures = handover.with(granted, privateKey -> {
                    if (!LeaseHandle.fits(handle, privateKey, granted.binding())) {
                        throw unknown(id);
                    }
                    return sign(granted, privateKey, records);
                })
                .orElseThrow(() -> gone(id));
        if (keys.find(id).isEmpty()) {
            throw gone(id);
        }
        return signatures;
    }

    private List<Bytes> sign(Decision.Granted granted, byte[] privateKey, List<Frame> records) {
        var signer = signers.open(granted.key().algorithm(), granted.key().id(), privateKey);
        return records.stream().map(record -> sign(signer, record)).toList();
    }

    // Whatever goes wrong with a record is said, so that it counts against its batch: tried again, it would go wrong
    // again.
    private static Bytes sign(RecordSigner signer, Frame record) {
        try {
            return Bytes.wrap(signer.sign(record.recordId(), record.content()));
        } catch (CannotSign e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("Record {} cannot be signed", record.recordId(), e);
            throw new CannotSign("record %s cannot be signed".formatted(record.recordId()), e);
        }
    }

    private RuntimeException gone(LeaseId id) {
        return leases.find(id)
                .<RuntimeException>map(lease -> new LeaseGone(
                        "Nothing is signed under the lease %s (%s): it is not in force.".formatted(id, lease.state())))
                .orElseGet(() -> unknown(id));
    }

    private static NotFound unknown(LeaseId id) {
        return new NotFound("There is no lease %s with this handle.".formatted(id));
    }
}
