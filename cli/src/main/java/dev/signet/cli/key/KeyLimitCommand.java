package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "limit",
        description = "Say when keys retire. A limit that is left out is none any more.",
        footer = {
            "",
            "Examples:",
            "  signet key limit dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs --max-uses 10000 --max-days 90"
        })
public final class KeyLimitCommand extends Command {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "a key's id, as 'key list' shows it")
    private List<String> ids = List.of();

    @Option(names = "--max-uses", paramLabel = "N", description = "leased so often, a key retires")
    private @Nullable Long maxUses;

    @Option(names = "--max-days", paramLabel = "N", description = "so many days after it came in, a key retires")
    private @Nullable Integer maxDays;

    public KeyLimitCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var limits = Json.MAPPER.createObjectNode();
        if (maxUses != null) {
            limits.put("maxUses", maxUses);
        }
        if (maxDays != null) {
            limits.put("maxAge", Duration.ofDays(maxDays).toString());
        }
        for (var id : ids) {
            servers.keys().put("api/v1/keys/%s/limits".formatted(KeyIds.inPath(id)), limits);
            terminal().err().printf("key %s is limited%n", id);
        }
        return ExitCode.OK;
    }
}
