package dev.signet.signing.batch;

import dev.signet.contract.FrameReader.Frame;
import java.util.List;

/** Makes the signatures of one batch, some records at a time. Belongs to one thread. */
interface BatchSigner {
    /** As many of the batch's next records as are signed together; none after the last. */
    List<Frame> next(BatchStream batch);

    /** The bare signatures, in the order of the records; throws {@link dev.signet.platform.crypto.CannotSign}. */
    List<byte[]> sign(List<Frame> records);
}
