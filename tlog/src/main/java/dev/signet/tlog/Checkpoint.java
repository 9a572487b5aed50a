package dev.signet.tlog;

import java.util.regex.Pattern;

/**
 * What a log commits to: that its first {@code size} leaves are those under {@code root} (C2SP tlog-checkpoint).
 *
 * @param origin which log it is; the name of its key as well
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The text of the note that is signed. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.toBase64());
    }

    /** Reads a note's text. Lines after the third are of no interest here, as the format demands. */
    public static Checkpoint parse(String text) {
        var lines = text.lines().toList();
        if (lines.size() < 3 || lines.getFirst().isEmpty()) {
            throw new NotANote("a checkpoint has an origin, a size and a root");
        }
        if (!SIZE.matcher(lines.get(1)).matches()) {
            throw new NotANote("the size of a checkpoint is a number, not '%s'".formatted(lines.get(1)));
        }
        try {
            return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), Hash.ofBase64(lines.get(2)));
        } catch (IllegalArgumentException e) {
            throw new NotANote("the root of a checkpoint is 32 bytes in base64, not '%s'".formatted(lines.get(2)));
        }
    }

    /** What this note commits its log to; throws when it is not signed by the log's key. */
    public static Checkpoint open(SignedNote note, VerifierKey log) {
        if (!note.isSignedBy(log)) {
            throw new NotANote("the checkpoint is not signed by %s".formatted(log.name()));
        }
        var checkpoint = parse(note.text());
        if (!checkpoint.origin().equals(log.name())) {
            throw new NotANote("the checkpoint is of '%s', not of '%s'".formatted(checkpoint.origin(), log.name()));
        }
        return checkpoint;
    }
}
