package dev.signet.key.lease;

import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.FrameTooLarge;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.platform.BadRequest;
import dev.signet.platform.Problems;
import dev.signet.platform.crypto.CannotSign;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Signatures, for workers that do not get the key: framed records go in, framed signatures come out. */
@Hidden
@RestController
class RemoteSigningController {
    private static final int LARGEST_RECORD = 32 << 20; // as much as is read of any body
    private static final int MOST_RECORDS = 1_000;

    private static final long PATIENCE_SECONDS = 3; // less than a worker's

    private final RemoteSigning signing;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

    RemoteSigningController(RemoteSigning signing) {
        this.signing = signing;
    }

    /** As many at a time as there are processors: more would only take memory, and time from grants. Everything is read before a key is opened. */
    @PostMapping(
            path = "/internal/leases/{id}/signatures",
            consumes = FrameWriter.MEDIA_TYPE,
            produces = FrameWriter.MEDIA_TYPE)
    byte[] sign(
            @PathVariable LeaseId id,
            @RequestHeader(name = LeaseReply.HANDLE, defaultValue = "") String handle,
            InputStream body)
            throws IOException, InterruptedException {
        if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new LeasesUnavailable("Others' records are being signed; try again.");
        }
        try {
            var records = read(body);
            return framed(records, signing.sign(id, parsed(handle), records));
        } finally {
            turns.release();
        }
    }

    private static Bytes parsed(String handle) {
        try {
            return Bytes.ofBase64Url(handle);
        } catch (IllegalArgumentException _) { // its words would quote it
            throw new BadRequest("%s is not in base64url.".formatted(LeaseReply.HANDLE));
        }
    }

    private static List<Frame> read(InputStream body) {
        var records = new ArrayList<Frame>();
        try {
            var frames = new FrameReader(body, LARGEST_RECORD);
            frames.head();
            for (var record = frames.next(); record.isPresent(); record = frames.next()) {
                if (records.size() == MOST_RECORDS) {
                    throw new BadRequest("The body has more than %d records.".formatted(MOST_RECORDS));
                }
                records.add(record.get());
            }
            return records;
        } catch (FrameTooLarge e) {
            throw new BadRequest("A record is too large: " + e.getMessage());
        } catch (IOException e) {
            throw new BadRequest("The body is not framed records: " + e.getMessage());
        }
    }

    private static byte[] framed(List<Frame> records, List<Bytes> signatures) throws IOException {
        var body = new ByteArrayOutputStream();
        var frames = new FrameWriter(body);
        frames.head(new byte[0]);
        for (var i = 0; i < records.size(); i++) {
            frames.record(records.get(i).recordId(), signatures.get(i).unsafeArray());
        }
        frames.end();
        return body.toByteArray();
    }

    @ExceptionHandler
    ProblemDetail on(CannotSign e) {
        return Problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "cannot-sign", e.reason());
    }
}
