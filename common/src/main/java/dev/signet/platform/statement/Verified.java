package dev.signet.platform.statement;

import dev.signet.contract.Envelope;
import dev.signet.contract.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements that were verified last. Who waits for a key shows his order again with each call: where there are few keys, verifying would cost more than
 * signing. An envelope is known only by all of it, signature and all.
 */
final class Verified {
    private static final int ROOM = 4096;

    private final Map<Evidence, Boolean> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Evidence, Boolean> eldest) {
            return size() > ROOM;
        }
    };

    private record Evidence(Envelope envelope, Statement statement) {}

    synchronized boolean contains(Envelope envelope, Statement statement) {
        return last.containsKey(new Evidence(envelope, statement));
    }

    synchronized void add(Envelope envelope, Statement statement) {
        last.put(new Evidence(envelope, statement), true);
    }
}
