package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "put",
        description = {
            "Store a payload of up to 64 MiB under an id, and get the key that alone opens it.",
            "Under an id that is there: a new version, with a key of its own."
        },
        footer = {
            "",
            "Examples:",
            "  signet vault put contract.pdf --id contract-42 --key contract.key",
            "  pg_dump shop | gzip | signet vault put - --id-file id > key"
        })
public final class VaultPutCommand extends Command {
    private final InputStream in;

    @Parameters(paramLabel = "FILE", description = "the payload; - for what is piped in")
    private String payload = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "write the key to this new file, readable by you alone; without it, to the standard output")
    private @Nullable Path keyFile;

    @Option(
            names = "--paranoid",
            description = "found by key and id only, not even by the vault's own index key: no versions")
    private boolean isParanoid;

    @Mixin
    private final Item item = new Item();

    public VaultPutCommand(Terminal terminal, InputStream in) {
        super(terminal);
        this.in = in;
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var id = item.id();
        var bytes = payload.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(payload));
        if (keyFile == null) {
            terminal().out().println(KeyFile.write(store(servers, id, bytes)));
        } else {
            storeAndKeep(servers, id, bytes, keyFile);
        }
        return ExitCode.OK;
    }

    private void storeAndKeep(Connection servers, byte[] id, byte[] bytes, Path file) throws IOException {
        KeyFile.create(file);
        try {
            KeyFile.fill(file, store(servers, id, bytes));
        } catch (RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private byte[] store(Connection servers, byte[] id, byte[] bytes) {
        try (var vault = item.vault(servers, isParanoid)) {
            return vault.store(id, bytes);
        }
    }
}
