package dev.signet.system.chaos;

/** The connections of one process to one of those that it needs. */
record Link(Node from, Peer to) {
    @Override
    public String toString() {
        return from + ">" + to;
    }
}
