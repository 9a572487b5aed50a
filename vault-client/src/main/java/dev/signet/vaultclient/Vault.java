package dev.signet.vaultclient;

/**
 * Keeps payloads that only who has the key can read. Every method answers within the deadline that it was given, or throws a {@link VaultFailure} that says
 * why; each may be called again.
 */
public interface Vault extends AutoCloseable {
    /**
     * Stores a payload under an id; under one that is there, a new version, which has a key of its own.
     *
     * @return the key: nobody else has it, and without it nobody reads the payload again
     */
    byte[] store(byte[] id, byte[] payload);

    /** What was stored under this id and key. */
    byte[] retrieve(byte[] id, byte[] key);

    /** From then on, nobody can open what was stored under this id and key. */
    void remove(byte[] id, byte[] key);

    /** Closes its connections; needs no server to do so. */
    @Override
    void close();
}
