package dev.signet.cli.audit;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.CheckpointFile;
import dev.signet.tlog.NotANote;
import dev.signet.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the log has promised, each promise signed by its key; the smallest first. */
final class Promises {
    private static final String HINT =
            "nothing can be concluded from it; get the checkpoints from where they are published";

    static List<Checkpoint> read(Path file, VerifierKey key) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        var promises = new ArrayList<Checkpoint>();
        try {
            new CheckpointFile(file).forEach(note -> {
                if (!note.isSignedBy(key)) {
                    throw new CommandFailed(
                            ExitCode.WRONG_SIGNATURE,
                            "checkpoint %d of %s is not signed by %s".formatted(promises.size() + 1, file, key.name()),
                            HINT);
                }
                promises.add(Checkpoint.open(note, key));
            });
        } catch (NotANote e) {
            throw new CommandFailed(ExitCode.ERROR, String.valueOf(e.getMessage()), HINT);
        }
        if (promises.isEmpty()) {
            throw new CommandFailed(ExitCode.ERROR, "there is no checkpoint in " + file, HINT);
        }
        promises.sort(Comparator.comparingLong(Checkpoint::size));
        return promises;
    }

    private Promises() {}
}
