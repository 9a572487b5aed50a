package dev.signet.audit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** An event on its way into the log, and how it is known when it comes again. */
public final class Submission {
    private final Event event;
    private final byte[] content;
    private final UUID key;
    private final UUID digest;

    public Submission(Event event) {
        this.event = event;
        this.content = EventLine.content(event);
        this.key = key(event.source(), event.id());
        this.digest = beginning(sha256().digest(content));
    }

    /** The same for every event with this source and id, and for no other. */
    public static UUID key(String source, String id) {
        var sha = sha256();
        sha.update(source.getBytes(UTF_8));
        sha.update((byte) 0); // which neither of them can hold
        return beginning(sha.digest(id.getBytes(UTF_8)));
    }

    public Event event() {
        return event;
    }

    public UUID key() {
        return key;
    }

    /** Of everything that the submitter said. */
    public UUID digest() {
        return digest;
    }

    /** What {@link EventLine#of} wants; not to be changed. */
    public byte[] content() {
        return content;
    }

    private static UUID beginning(byte[] digest) {
        var bytes = ByteBuffer.wrap(digest);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
