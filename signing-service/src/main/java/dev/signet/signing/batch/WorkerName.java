package dev.signet.signing.batch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** What a worker calls itself in the ledger, for people to look at; tells two of them in one process apart. */
final class WorkerName {
    static String ofThisProcess() {
        return "%s-%d-%04x"
                .formatted(
                        host(),
                        ProcessHandle.current().pid(),
                        ThreadLocalRandom.current().nextInt(1 << 16));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }

    private WorkerName() {}
}
