package dev.signet.collection.signature;

import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.RaisedFences;
import dev.signet.contract.StoreSignatures;
import dev.signet.platform.BadRequest;
import dev.signet.platform.LogContext;
import dev.signet.platform.statement.Statements;
import dev.signet.platform.trace.BatchTraces;
import dev.signet.platform.trace.TraceParent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a use of a key ends: its signatures are stored, or it is fenced. */
@RestController
class StoreController {
    /** More than any algorithm's signature or head takes. */
    private static final int LARGEST_FRAME = 8192;

    private static final int MOST_SETS = 100;

    private final GrantedStore store;
    private final Fences fences;
    private final Statements statements;
    private final BatchTraces traces;
    private final JsonMapper json;

    StoreController(GrantedStore store, Fences fences, Statements statements, BatchTraces traces, JsonMapper json) {
        this.store = store;
        this.fences = fences;
        this.statements = statements;
        this.traces = traces;
        this.json = json;
    }

    /** Everything is read from the network before the transaction begins. */
    @PutMapping(path = "/internal/signatures", consumes = FrameWriter.MEDIA_TYPE)
    StoreSignatures.Reply store(InputStream body, @RequestHeader(TraceParent.HEADER) Optional<String> call) {
        var frames = new FrameReader(body, LARGEST_FRAME);
        var sets = new ArrayList<SignatureSet>();
        try {
            while (frames.hasMore()) {
                if (sets.size() == MOST_SETS) {
                    throw new BadRequest("The body has more than %d sets of signatures.".formatted(MOST_SETS));
                }
                sets.add(SignatureSet.read(head(frames.head()), frames));
            }
        } catch (IOException e) {
            throw new BadRequest("The body is not framed sets of signatures: " + e.getMessage());
        }
        try (var _ = traces.served(
                "store signatures",
                sets,
                SignatureSet::batchId,
                set -> set.lease().traceparent(),
                call)) {
            return new StoreSignatures.Reply(store.store(sets));
        }
    }

    // Not Jackson's words, which name our classes.
    private StoreSignatures head(byte[] content) {
        try {
            return Objects.requireNonNull(json.readValue(content, StoreSignatures.class), "null");
        } catch (JacksonException | NullPointerException e) {
            throw new BadRequest(
                    "The body's head does not name a batch, a lease, its key, its token and its algorithm.");
        }
    }

    @PostMapping("/internal/fences")
    Fence.Reply fence(@RequestBody Fence lease) {
        try (var _ = new LogContext().with("batch", lease.batchId()).with("key", lease.keyId())) {
            var verdict = fences.fence(lease);
            return new Fence.Reply(verdict, Optional.of(statements.sign(lease.ended(verdict))));
        }
    }

    @GetMapping("/internal/key-fences")
    RaisedFences.Known raised() {
        return new RaisedFences.Known(fences.raised());
    }

    @PostMapping("/internal/key-fences")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void raise(@RequestBody RaisedFences raised) {
        fences.raise(raised.uses());
    }
}
