package dev.signet.cli.token;

import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "revoke",
        description = "Take a token back: within seconds it is nobody's.",
        footer = {"", "Examples:", "  signet token revoke grafana"})
public final class TokenRevokeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private TokensFile tokens = new TokensFile();

    @Parameters(paramLabel = "NAME", description = "whose it is")
    private String name = "";

    public TokenRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        tokens.remove(name);
        terminal.err().printf("the token of %s is revoked%n", name);
        return ExitCode.OK;
    }
}
