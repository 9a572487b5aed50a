package dev.signet.system.network;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Picks the requests of one connection that are to be sent twice, and records them. Follows all, to know where the next begins. */
final class RequestTap implements Tap {
    private static final int MAX_COPY_BYTES = 2 * 1024 * 1024;

    private final RequestFraming framing = new RequestFraming();
    private final RandomGenerator random;
    private final RequestCopies copies;
    private @Nullable Recording recording;

    RequestTap(RandomGenerator random, RequestCopies copies) {
        this.random = random;
        this.copies = copies;
    }

    @Override
    public void forwarded(byte[] bytes, int from, int to, Spell spell) {
        for (int i = from; i < to && !framing.isLost(); i++) {
            if (framing.isAtStart()) {
                recording = begin(spell);
            }
            record(bytes[i], framing.endsWith(bytes[i]));
        }
    }

    /** The dice are thrown alike for a request that is chosen and for one that is not: the next one's do not depend on it. */
    private @Nullable Recording begin(Spell spell) {
        if (!(spell.disturbance() instanceof Disturbance.DuplicateRequests wanted)) {
            return null;
        }
        var chosen = random.nextDouble() < wanted.probability();
        var lateness = wanted.anyLateness(random);
        return chosen ? new Recording(spell, lateness, new ByteArrayOutputStream()) : null;
    }

    private void record(byte next, boolean last) {
        if (recording == null) {
            return;
        }
        recording.bytes.write(next);
        if (recording.bytes.size() > MAX_COPY_BYTES || framing.isLost()) {
            recording = null;
        } else if (last) {
            copies.send(recording.bytes.toByteArray(), recording.lateness, recording.spell);
            recording = null;
        }
    }

    private record Recording(Spell spell, Duration lateness, ByteArrayOutputStream bytes) {}
}
