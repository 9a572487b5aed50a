package dev.signet.cli.command;

import dev.signet.cli.server.Server;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option by which the vault is found. */
public final class VaultAddress {
    @Option(
            names = "--vault-server",
            paramLabel = "URL,…",
            defaultValue = "${env:SIGNET_VAULT_SERVER:-}",
            description = "the vault's nodes, where they have addresses of their own (SIGNET_VAULT_SERVER;"
                    + " default: --server)")
    private String nodes = "";

    public List<String> all(Connection servers) {
        return Stream.of((nodes.isBlank() ? servers.server() : nodes).split(",", -1))
                .map(String::strip)
                .toList();
    }

    /** For what any node says and does for all. */
    public Server first(Connection servers) {
        return Server.at(all(servers).getFirst(), servers.token());
    }
}
