package dev.signet.cli.doctor;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.VaultAddress;
import dev.signet.cli.doctor.Finding.Level;
import dev.signet.cli.output.Column;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "doctor",
        description = {
            "Look for what is wrong: Java, the servers, their versions and clocks, keys, the run, parked messages, promises,"
                    + " the audit log, the vault.",
            "Each line is ok, warn or fail, and says what to do; exit code 1 if one is fail."
        },
        footer = {"", "Examples:", "  signet doctor", "  signet doctor -o json"})
public final class DoctorCommand extends Command {
    private static final int NEEDED_JAVA = 25;

    private static final List<Column> COLUMNS = List.of(
            Column.text("Result", "result"),
            Column.text("Check", "check"),
            Column.text("Detail", "detail"),
            Column.text("Hint", "hint"));

    @Option(
            names = "--audit-server",
            paramLabel = "URL",
            defaultValue = "${env:SIGNET_AUDIT_SERVER:-}",
            description = "audit-service, where it has an address of its own (SIGNET_AUDIT_SERVER; default: --server)")
    private String auditServer = "";

    @Mixin
    private final VaultAddress vaultAddress = new VaultAddress();

    @Mixin
    private final Output output = new Output();

    public DoctorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        var clock = terminal().clock();
        var collection = new ServerChecks("collection-service", "--server", servers.collection(), clock);
        findings.addAll(collection.look());
        findings.addAll(new ServerChecks("key-service", "--keys-server", servers.keys(), clock).look());
        findings.add(new KeyChecks(servers.keys(), servers.commandName()).look());
        findings.addAll(run(new RunChecks(servers.collection(), servers.commandName())));
        findings.addAll(audit(servers));
        findings.addAll(vault(servers));
        tell(findings);
        return findings.stream().anyMatch(finding -> finding.level() == Level.FAIL) ? ExitCode.ERROR : ExitCode.OK;
    }

    private List<Finding> audit(Connection servers) throws InterruptedException {
        var clock = terminal().clock();
        var findings = new ArrayList<Finding>();
        var url = auditServer.isBlank() ? servers.server() : auditServer;
        try (var audit = Server.at(url, servers.token())) {
            findings.addAll(new ServerChecks("audit-service", "--audit-server", audit, clock).look());
            findings.addAll(new AuditChecks(audit, clock).look());
        }
        findings.add(new OutboxCheck("collection-service", servers.collection(), "api/v1/outbox").look());
        findings.add(new OutboxCheck("key-service", servers.keys(), "api/v1/keyring/outbox").look());
        return findings;
    }

    // Any of its nodes tells of all; each is there by itself.
    private List<Finding> vault(Connection servers) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var url : vaultAddress.all(servers)) {
            try (var vault = Server.at(url, servers.token())) {
                findings.addAll(new ServerChecks(
                                "vault-service",
                                "--vault-server",
                                vault,
                                terminal().clock())
                        .look());
            }
        }
        try (var vault = vaultAddress.first(servers)) {
            findings.addAll(new VaultChecks(vault).look());
            findings.add(new OutboxCheck("vault-service", vault, "api/v1/vault-outbox").look());
        }
        return findings;
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= NEEDED_JAVA
                ? Finding.ok("Java", version.toString())
                : Finding.fail("Java", version.toString(), "install a JDK 25 and set JAVA_HOME to it");
    }

    private static List<Finding> run(RunChecks checks) throws InterruptedException {
        try {
            return checks.look();
        } catch (ServerUnreachable e) {
            return List.of(Finding.fail("run", "nothing is known of it", "collection-service has to answer first"));
        } catch (ServerRefused e) {
            return List.of(Finding.fail("run", String.valueOf(e.getMessage()), "is --server Signet's address?"));
        }
    }

    private void tell(List<Finding> findings) {
        if (output.isTable()) {
            findings.forEach(this::tell);
        } else {
            try (var listing = output.listing(terminal().out(), COLUMNS)) {
                listing.add(findings.stream().map(DoctorCommand::json).toList());
            }
        }
    }

    private void tell(Finding finding) {
        var out = terminal().out();
        out.printf("%s  %-26s %s%n", colored(finding.level()), finding.check(), finding.detail());
        finding.hint().ifPresent(hint -> out.printf("      %-26s %s%n", "", hint));
    }

    private String colored(Level level) {
        var word = "%-4s".formatted(level.word());
        if (!terminal().hasColor()) {
            return word;
        }
        var color = switch (level) {
            case OK -> 32;
            case WARN -> 33;
            case FAIL -> 31;
        };
        return "\033[%dm%s\033[0m".formatted(color, word);
    }

    private static JsonNode json(Finding finding) {
        var json = Json.MAPPER
                .createObjectNode()
                .put("result", finding.level().word())
                .put("check", finding.check())
                .put("detail", finding.detail());
        return finding.hint().map(hint -> json.put("hint", hint)).orElse(json);
    }
}
