package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.UpstreamRefused;
import dev.signet.console.upstream.Upstreams;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.Hash;
import dev.signet.tlog.NotANote;
import dev.signet.tlog.Proofs;
import dev.signet.tlog.SignedNote;
import dev.signet.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event is in the log that the last checkpoint promises. Found out here, from the event's line, the log's proof and the log's key.
 *
 * @param leaf the event's hash
 * @param checkpoint null while there is none
 * @param why what is wrong
 */
record Inclusion(
        State state,
        String leaf,
        @Nullable Checkpoint checkpoint,
        @Nullable String why) {
    enum State {
        PROVED,
        /** It is too new for the last checkpoint. */
        NOT_YET,
        BROKEN
    }

    static Inclusion of(Upstreams upstreams, long index, byte[] line) {
        var leaf = Hash.ofLeaf(line);
        try {
            var checkpoint = checkpoint(upstreams).orElse(null);
            if (checkpoint == null || index >= checkpoint.size()) {
                return new Inclusion(State.NOT_YET, leaf.toBase64(), checkpoint, null);
            }
            return isProved(upstreams, index, leaf, checkpoint)
                    ? new Inclusion(State.PROVED, leaf.toBase64(), checkpoint, null)
                    : broken(leaf, checkpoint, "This is not the event that was once appended under this number.");
        } catch (NotANote | IllegalArgumentException e) {
            return broken(leaf, null, "The log's checkpoint or its proof is none: %s.".formatted(e.getMessage()));
        } catch (UpstreamRefused e) {
            return broken(leaf, null, "The log gives no proof of it: %s".formatted(e.getMessage()));
        }
    }

    private static Inclusion broken(Hash leaf, @Nullable Checkpoint checkpoint, String why) {
        return new Inclusion(State.BROKEN, leaf.toBase64(), checkpoint, why);
    }

    private static boolean isProved(Upstreams upstreams, long index, Hash leaf, Checkpoint checkpoint) {
        var path = "/api/v1/log/proofs/inclusion?logindex=%d&size=%d".formatted(index, checkpoint.size());
        var proof = upstreams.read(Upstream.AUDIT, path, Views.Proof.class).proof().stream()
                .map(Hash::ofBase64)
                .toList();
        return Proofs.provesInclusion(proof, leaf, index, checkpoint.size(), checkpoint.root());
    }

    private static Optional<Checkpoint> checkpoint(Upstreams upstreams) {
        try {
            var note = SignedNote.parse(text(upstreams, "/api/v1/log/checkpoint"));
            return Optional.of(Checkpoint.open(note, VerifierKey.parse(text(upstreams, "/api/v1/log/key"))));
        } catch (UpstreamRefused e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String text(Upstreams upstreams, String path) {
        return new String(upstreams.bytes(Upstream.AUDIT, path, "text/plain"), StandardCharsets.UTF_8);
    }

    public boolean isFinal() {
        return state != State.NOT_YET;
    }

    /** Of the events under the checkpoint's root. */
    public long size() {
        return Objects.requireNonNull(checkpoint).size();
    }

    public String root() {
        return Objects.requireNonNull(checkpoint).root().toBase64();
    }
}
