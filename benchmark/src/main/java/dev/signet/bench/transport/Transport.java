package dev.signet.bench.transport;

/** A server in this JVM that counts what it is sent, and a client of it that presents a token. */
public interface Transport extends AutoCloseable {
    /** Before there is one. */
    Transport NONE = new Transport() {
        @Override
        public int call(byte[] body) {
            throw new IllegalStateException("not open");
        }

        @Override
        public void close() {}
    };

    /** Returns how many bytes arrived. */
    int call(byte[] body);

    @Override
    void close();
}
