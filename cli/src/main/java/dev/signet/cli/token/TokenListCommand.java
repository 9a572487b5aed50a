package dev.signet.cli.token;

import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CommandLine.Command(
        name = "list",
        description = "List whose tokens there are, and what they may do.",
        footer = {"", "Examples:", "  signet token list", "  signet token list -o json"})
public final class TokenListCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Column> COLUMNS =
            List.of(Column.text("Name", "name"), Column.text("Roles", "roles"), Column.text("Last day", "lastDay"));

    private final Terminal terminal;

    @Mixin
    private TokensFile tokens = new TokensFile();

    @Mixin
    private Output output = new Output();

    public TokenListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (var listing = output.listing(terminal.out(), COLUMNS)) {
            listing.add(tokens.entries().stream()
                    .<JsonNode>map(entry -> JSON.createObjectNode()
                            .put("name", entry.name())
                            .put("roles", entry.roles())
                            .put("lastDay", entry.lastDay()))
                    .toList());
        }
        return ExitCode.OK;
    }
}
