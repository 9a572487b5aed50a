package dev.signet.cli.doctor;

import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Whether the vault's nodes are up, take requests from the broker, and can open what the vault keeps sealed, as one of them says. */
record VaultChecks(Server vault) {
    private static final String NODES = "vault nodes";
    private static final String REQUESTS = "vault requests";
    private static final String KEK = "vault kek";

    List<Finding> look() throws InterruptedException {
        try {
            var answer = vault.get("api/v1/vault-nodes", JsonNode.class);
            var up = nodes(answer, VaultChecks::isUp);
            return List.of(nodes(up, nodes(answer, node -> !isUp(node))), requests(up), kek(answer));
        } catch (ServerUnreachable e) {
            return List.of(Finding.fail(NODES, "nothing is known of them", "vault-service has to answer first"));
        } catch (ServerRefused e) {
            return List.of(Finding.fail(
                    NODES,
                    String.valueOf(e.getMessage()),
                    "is that vault-service's address? --vault-server says where it is"));
        }
    }

    private static List<JsonNode> nodes(JsonNode answer, Predicate<JsonNode> which) {
        return answer.path("items").valueStream().filter(which).toList();
    }

    private static boolean isUp(JsonNode node) {
        return "UP".equals(node.path("state").asString(""));
    }

    private static Finding nodes(List<JsonNode> up, List<JsonNode> away) {
        var said = Figures.count(up.size(), "node") + " up";
        if (up.isEmpty()) {
            return Finding.fail(NODES, "none says that it is up", "vault-service's log says why");
        }
        return away.isEmpty()
                ? Finding.ok(NODES, said)
                : Finding.warn(
                        NODES,
                        "%s, away: %s".formatted(said, urls(away)),
                        "start it again; one that is gone for good is forgotten after a day");
    }

    private static Finding requests(List<JsonNode> up) {
        var off = up.stream()
                .filter(node -> !node.path("onBroker").asBoolean(false))
                .toList();
        return off.isEmpty()
                ? Finding.ok(REQUESTS, "every node takes them from the broker")
                : Finding.warn(
                        REQUESTS,
                        "not taken from the broker by " + urls(off),
                        "over HTTP they answer; is the broker there, and SIGNET_AMQP_URL of vault-service its address?");
    }

    private static String urls(List<JsonNode> nodes) {
        return nodes.stream()
                .map(node -> Printable.of(node.path("url").asString("?")))
                .collect(Collectors.joining(", "));
    }

    private static Finding kek(JsonNode answer) {
        return answer.path("kekFits").asBoolean(false)
                ? Finding.ok(KEK, "opens all that the vault keeps sealed")
                : Finding.fail(
                        KEK,
                        "some of what the vault keeps sealed is under another key-encryption key",
                        "point SIGNET_VAULT_KEK_FILE of every node to the same file, and keep a copy of it");
    }
}
