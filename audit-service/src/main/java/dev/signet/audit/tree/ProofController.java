package dev.signet.audit.tree;

import dev.signet.audit.log.LogHead;
import dev.signet.platform.BadRequest;
import dev.signet.platform.NotFound;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.Hash;
import dev.signet.tlog.SignedNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What anybody can check the log by. */
@RestController
@Tag(name = "proofs")
class ProofController {
    private final LogHead head;
    private final LogTree tree;
    private final Checkpoints checkpoints;
    private final LogHealth health;
    private final AuditProperties properties;

    ProofController(LogHead head, LogTree tree, Checkpoints checkpoints, LogHealth health, AuditProperties properties) {
        this.head = head;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.health = health;
        this.properties = properties;
    }

    /** @param leaf the SHA-256 of a 0 byte and the event's line; with the proof it makes the root (RFC 6962, 2.1.1). In base64, as all hashes */
    record Inclusion(long logindex, long size, String leaf, List<String> proof, String root) {}

    /** Proves that the log of the first size is the beginning of that of the second (RFC 6962, 2.1.2). */
    record Consistency(long from, long to, String fromRoot, List<String> proof, String toRoot) {}

    @GetMapping("/api/v1/log")
    @Operation(
            summary = "How long the log is, and how much of it is promised",
            description = "And what is wrong with it. By the service's own word: proofs are what can be checked.")
    LogStatus status() {
        var published = checkpoints
                .latestPromise()
                .flatMap(promise -> checkpoints.latestAt().map(at -> LogStatus.Published.of(promise, at)));
        return LogStatus.of(properties.origin(), head.size(), published, health);
    }

    @GetMapping(path = "/api/v1/log/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "The last published checkpoint",
            description =
                    "A signed note (C2SP tlog-checkpoint). Keep one: the log can then never be shortened or changed unnoticed.")
    String checkpoint() {
        return checkpoints
                .latest()
                .map(SignedNote::toString)
                .orElseThrow(() -> new NotFound("There is no checkpoint yet."));
    }

    @GetMapping(path = "/api/v1/log/key", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "The key that checkpoints verify by",
            description = "A verifier key of a signed note. Do not fetch it from whom you check.")
    String key() {
        return checkpoints.verifier() + "\n";
    }

    @GetMapping("/api/v1/log/proofs/inclusion")
    @Operation(summary = "That an event is in the log", description = "Without a size, in that of the last checkpoint.")
    Inclusion inclusion(@RequestParam long logindex, @RequestParam Optional<Long> size) {
        var of = size.orElseGet(this::published);
        requireKnown(of);
        if (logindex < 0 || logindex >= of) {
            throw new NotFound("There is no event %d among the first %d.".formatted(logindex, of));
        }
        return new Inclusion(
                logindex, of, tree.leaf(logindex).toBase64(), base64(tree.inclusionProof(logindex, of)), root(of));
    }

    @GetMapping("/api/v1/log/proofs/consistency")
    @Operation(
            summary = "That the log has only grown between two sizes",
            description = "Without to, up to the last checkpoint.")
    Consistency consistency(@RequestParam long from, @RequestParam Optional<Long> to) {
        var size = to.orElseGet(this::published);
        requireKnown(size);
        if (from < 0 || from > size) {
            throw new BadRequest("from must be from 0 to %d.".formatted(size));
        }
        return new Consistency(from, size, root(from), base64(tree.consistencyProof(from, size)), root(size));
    }

    private long published() {
        return checkpoints.latestPromise().map(Checkpoint::size).orElse(0L);
    }

    private void requireKnown(long size) {
        if (size < 0 || size > tree.size()) {
            throw new BadRequest("The size must be from 0 to %d.".formatted(tree.size()));
        }
    }

    private String root(long size) {
        return tree.checkpoint(properties.origin(), size).root().toBase64();
    }

    private static List<String> base64(List<Hash> hashes) {
        return hashes.stream().map(Hash::toBase64).toList();
    }
}
