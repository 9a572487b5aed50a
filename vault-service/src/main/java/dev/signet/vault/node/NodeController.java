package dev.signet.vault.node;

import dev.signet.contract.Bytes;
import dev.signet.vault.key.KeyEncryptionKeyHealth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.KeyPair;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Open to all: it says no more than who knocks at the doors would find out, and what everybody needs who wants to seal a request. */
@RestController
@Tag(name = "vault")
class NodeController {
    private final NodeRows nodes;
    private final KeyPair exchangeKey;
    private final KeyEncryptionKeyHealth kek;

    NodeController(NodeRows nodes, KeyPair exchangeKey, KeyEncryptionKeyHealth kek) {
        this.nodes = nodes;
        this.exchangeKey = exchangeKey;
        this.kek = kek;
    }

    @GetMapping(path = "/api/v1/vault-nodes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The instances of the vault, and which of them are up")
    @ApiResponse(responseCode = "200", description = "All that were there within a day")
    Nodes nodes() {
        return new Nodes(nodes.all(), Bytes.wrap(exchangeKey.getPublic().getEncoded()), kek.fits());
    }

    /**
     * @param publicKey what requests over the broker are sealed to: X25519, as X.509 writes it
     * @param kekFits whether the key-encryption key of the node that answers opens all that the vault keeps sealed
     */
    record Nodes(List<Node> items, Bytes publicKey, boolean kekFits) {}
}
