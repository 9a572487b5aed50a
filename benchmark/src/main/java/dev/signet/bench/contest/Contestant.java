package dev.signet.bench.contest;

import java.util.List;
import java.util.Map;

/** Something that signs records in batches and stores the signatures. It has a JVM of its own, in which it runs again and again. */
public interface Contestant extends AutoCloseable {
    /** Puts the workload's records there, ready to be signed; not measured. Those of earlier runs stay. */
    void load() throws Exception;

    /** Returns when all that was loaded is signed and committed. This is what is measured. */
    void run() throws Exception;

    /** How many signatures are stored in all; -1 where none are. Not measured. */
    long signatures() throws Exception;

    /** How long one waits for the slowest of its pages, in milliseconds; 0 where there are none. Not measured. */
    default double slowestPageMillis() throws Exception {
        return 0;
    }

    /** What those JVMs have taken that do its work, if it is not this one; not measured. */
    default List<Memory> memory() throws Exception {
        return List.of();
    }

    /** The processor time that each of those JVMs has taken until now, in seconds, by the service's name. */
    default Map<String, Double> processorSeconds() {
        return Map.of();
    }

    /** What was not waited for but has to be over before the next run; not measured. */
    default void settle() throws Exception {}
}
