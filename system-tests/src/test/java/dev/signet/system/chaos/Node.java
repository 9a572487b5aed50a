package dev.signet.system.chaos;

import dev.signet.system.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The processes of a round: one of each service, and two workers. */
enum Node {
    KEYS(Service.KEYS, Peer.DATABASE, Peer.BROKER, Peer.COLLECTION, Peer.AUDIT),
    COLLECTION(Service.COLLECTION, Peer.DATABASE, Peer.BROKER, Peer.KEYS, Peer.AUDIT),
    AUDIT(Service.AUDIT, Peer.DATABASE, Peer.BROKER, Peer.COLLECTION),
    SIGNING_1(Service.SIGNING, Peer.BROKER, Peer.COLLECTION, Peer.KEYS),
    SIGNING_2(Service.SIGNING, Peer.BROKER, Peer.COLLECTION, Peer.KEYS),
    DISPATCHER(Service.DISPATCHER, Peer.BROKER, Peer.COLLECTION),
    VAULT(Service.VAULT, Peer.DATABASE, Peer.BROKER, Peer.COLLECTION, Peer.AUDIT);

    private final Service service;
    private final List<Peer> peers;

    Node(Service service, Peer... peers) {
        this.service = service;
        this.peers = List.of(peers);
    }

    Service service() {
        return service;
    }

    List<Link> links() {
        return peers.stream().map(peer -> new Link(this, peer)).toList();
    }

    static List<Link> allLinks() {
        return Arrays.stream(values()).flatMap(node -> node.links().stream()).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
