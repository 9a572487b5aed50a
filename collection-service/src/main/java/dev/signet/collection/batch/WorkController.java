package dev.signet.collection.batch;

import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchHead;
import dev.signet.contract.BatchId;
import dev.signet.contract.Deferral;
import dev.signet.contract.FailureReport;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.platform.BadRequest;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.LogContext;
import dev.signet.platform.NotFound;
import dev.signet.platform.statement.Statements;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a worker asks and says about its batch, before it has signatures. */
@RestController
@RequestMapping("/internal/batches")
class WorkController {
    private static final long LONGEST_DEFERRAL = 600_000;
    private static final int BUFFER = 1 << 16;
    private static final int MOST_AT_ONCE = 100;

    private final Batches batches;
    private final BatchRecords records;
    private final Failures failures;
    private final BatchEvents events;
    private final RunCounters counters;
    private final Statements statements;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    WorkController(
            Batches batches,
            BatchRecords records,
            Failures failures,
            BatchEvents events,
            RunCounters counters,
            Statements statements,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.batches = batches;
        this.records = records;
        this.failures = failures;
        this.events = events;
        this.counters = counters;
        this.statements = statements;
        this.transaction = transaction;
        this.json = json;
    }

    /** The batch as frames: its head, and its records while it is open. Without an end mark it is not the whole of it. */
    @GetMapping("/{id}")
    void work(@PathVariable BatchId id, HttpServletResponse response) throws IOException {
        var batch = batches.find(id).orElseThrow(() -> unknown(id));
        var out = frames(response);
        out.head(head(batch));
        if (batch.state().isOpen()) {
            records.writeTo(out, batch);
        }
        out.end();
        out.flush();
    }

    /**
     * Many batches, one after the other. The head of one that there is not is empty; an open one that is too large to come with others has no
     * records here and has to be asked for alone.
     */
    @GetMapping(params = "ids")
    void work(@RequestParam List<BatchId> ids, HttpServletResponse response) throws IOException {
        if (ids.size() > MOST_AT_ONCE) {
            throw new BadRequest("At most %d batches can be asked for at once.".formatted(MOST_AT_ONCE));
        }
        var found = batches.find(ids);
        var members = records.small(
                found.values().stream().filter(batch -> batch.state().isOpen()).toList());
        var out = frames(response);
        for (var id : ids) {
            var batch = found.get(id);
            out.head(batch == null ? new byte[0] : head(batch));
            for (var member : members.getOrDefault(id, List.of())) {
                out.record(member.id(), member.payload().unsafeArray());
            }
            out.end();
        }
        out.flush();
    }

    // Who finds it signed tells key-service again.
    private byte[] head(BatchHead batch) {
        var told = batch.signedWith()
                .map(use -> batch.with(statements.sign(
                        new Receipt(batch.batchId(), use.leaseId(), use.keyId(), use.token(), Verdict.STORED))))
                .orElse(batch);
        return json.writeValueAsBytes(told);
    }

    private static FrameWriter frames(HttpServletResponse response) throws IOException {
        response.setContentType(FrameWriter.MEDIA_TYPE);
        response.setBufferSize(BulkAnswers.PIECE);
        return new FrameWriter(new BufferedOutputStream(response.getOutputStream(), BUFFER));
    }

    @PostMapping("/{id}/deferrals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void defer(@PathVariable BatchId id, @RequestBody Deferral deferral) {
        transaction.executeWithoutResult(_ -> {
            var deferred = batches.defer(id, Math.min(deferral.retryAfterMillis(), LONGEST_DEFERRAL));
            deferred.ifPresent(so -> {
                events.deferred(id, so.run(), so.until());
                counters.deferred(so.run());
            });
            if (deferred.isEmpty() && batches.find(id).isEmpty()) {
                throw unknown(id);
            }
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_DEFERRAL, CrashPoint.COLLECTION_DEFERRED);
        });
    }

    @PostMapping("/{id}/failures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void fail(@PathVariable BatchId id, @RequestBody FailureReport report) {
        try (var _ = new LogContext().with("batch", id)) {
            transaction.executeWithoutResult(
                    _ -> failures.reported(batches.lock(id).orElseThrow(() -> unknown(id)), report));
        }
    }

    private static NotFound unknown(BatchId id) {
        return new NotFound("There is no batch " + id + ".");
    }
}
