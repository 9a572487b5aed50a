package dev.signet.collection.signature;

import dev.signet.contract.BatchId;
import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.Settlements;
import dev.signet.contract.StoreSignatures;
import dev.signet.platform.BadRequest;
import dev.signet.platform.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a use of a key ends: its signatures are stored, or it is fenced. */
@RestController
class StoreController {
    /** More than any algorithm's signature or head takes. */
    private static final int LARGEST_FRAME = 8192;

    private final Signatures signatures;
    private final Fences fences;
    private final Settled settled;
    private final JsonMapper json;

    StoreController(Signatures signatures, Fences fences, Settled settled, JsonMapper json) {
        this.signatures = signatures;
        this.fences = fences;
        this.settled = settled;
        this.json = json;
    }

    /** Everything is read from the network before the transaction begins. */
    @PutMapping(path = "/internal/batches/{id}/signatures", consumes = FrameWriter.MEDIA_TYPE)
    StoreSignatures.Reply store(@PathVariable BatchId id, InputStream body) {
        var frames = new FrameReader(body, LARGEST_FRAME);
        StoreSignatures lease;
        SignatureSet set;
        try {
            lease = head(frames.head());
            set = SignatureSet.read(frames);
        } catch (IOException e) {
            throw new BadRequest("The body is not a framed set of signatures: " + e.getMessage());
        }
        return new StoreSignatures.Reply(signatures.store(id, lease, set));
    }

    // Not Jackson's words, which name our classes.
    private StoreSignatures head(byte[] content) {
        try {
            return Objects.requireNonNull(json.readValue(content, StoreSignatures.class), "null");
        } catch (JacksonException | NullPointerException e) {
            throw new BadRequest("The body's head does not name a lease, its key, its token and its algorithm.");
        }
    }

    @PostMapping("/internal/fences")
    Fence.Reply fence(@RequestBody Fence lease) {
        return new Fence.Reply(fences.fence(lease));
    }

    @PostMapping("/internal/settlements")
    Settlements.Reply settle(@RequestBody Settlements questions) {
        return new Settlements.Reply(settled.answer(questions));
    }

    @ExceptionHandler
    ProblemDetail on(NotTheBatchsRecords e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "not-the-batchs-records",
                "Nothing was stored: " + e.getMessage() + ".");
    }
}
