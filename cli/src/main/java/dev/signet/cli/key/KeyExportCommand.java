package dev.signet.cli.key;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "export",
        description = "Write public keys: all of them, or those that are named. Private keys never leave key-service.",
        footer = {
            "",
            "Examples:",
            "  signet key export > jwks.json",
            "  signet key export --format pem --out keys.pem",
            "  signet key export dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs --format pem"
        })
public final class KeyExportCommand extends Command {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jwks",
            completionCandidates = KeyFormat.Names.class,
            description = "${COMPLETION-CANDIDATES} (default: jwks)")
    private KeyFormat format = KeyFormat.JWKS;

    @Option(names = "--out", paramLabel = "FILE", description = "where to; without it, the standard output")
    private @Nullable Path file;

    @Option(names = "--force", description = "replace the file if it is there")
    private boolean isForced;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "keys' ids, as 'key list' shows them")
    private List<String> ids = List.of();

    public KeyExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var keys = new PublicKeys(servers.keys());
        var chosen = ids.isEmpty() ? keys.all() : keys.named(ids);
        write(format == KeyFormat.PEM ? keys.pem(chosen) : PublicKeys.jwks(chosen));
        terminal().err().println(Figures.count(chosen.size(), "public key") + " written");
        return ExitCode.OK;
    }

    private void write(String text) throws IOException {
        if (file == null) {
            terminal().out().print(text);
            terminal().out().flush();
        } else {
            var options = isForced
                    ? new OpenOption[] {CREATE, TRUNCATE_EXISTING, WRITE}
                    : new OpenOption[] {CREATE_NEW, WRITE};
            Files.writeString(file, text, options);
        }
    }
}
