package dev.signet.cli.token;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "new",
        description = "Make a token, and write it to standard output: it is kept nowhere, only its hash is.",
        footer = {
            "",
            "Roles: viewer looks; submitter hands in and sees nothing; operator pauses, replays and discards;",
            "auditor reads the audit log; key-admin makes and disables keys. All but submitter may look as well.",
            "",
            "Examples:",
            "  signet token new grafana --roles viewer > grafana.token",
            "  signet token new shop --roles submitter --days 90 > shop.token"
        })
public final class TokenNewCommand implements Callable<Integer> {
    private static final Set<String> ROLES = Set.of("viewer", "submitter", "operator", "auditor", "key-admin");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int BYTES = 32;

    private final Terminal terminal;

    @Mixin
    private TokensFile tokens = new TokensFile();

    @Parameters(paramLabel = "NAME", description = "whose it is; stands in the audit log")
    private String name = "";

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "what its bearer may do, separated by commas")
    private Set<String> roles = new LinkedHashSet<>();

    @Option(names = "--days", paramLabel = "DAYS", description = "how long it is good (default: until it is revoked)")
    private int days;

    public TokenNewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        require(NAME.matcher(name).matches(), "a name has letters, digits and . _ @ -, not '%s'".formatted(name));
        require(ROLES.containsAll(roles), "there is no such role among %s".formatted(String.join(",", roles)));
        require(days >= 0, "--days must be 1 or more, not " + days);
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var lastDay =
                days == 0 ? "" : LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
        tokens.add(new TokensFile.Entry(name, String.join(",", roles), TokensFile.sha256(token), lastDay));
        terminal.out().println(token);
        return ExitCode.OK;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new CommandFailed(ExitCode.USAGE, sentence, "--help shows examples");
        }
    }
}
