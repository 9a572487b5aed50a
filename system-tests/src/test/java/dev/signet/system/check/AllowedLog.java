package dev.signet.system.check;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Errors and stack traces in a log that faults from outside explain, and that are not ours to word. Each says which fault, and why it stays. */
enum AllowedLog {
    /** The broker is stopped or wiped: Spring AMQP logs a connection that the broker ended as an error, then connects again. */
    BROKER_CLOSED_THE_CONNECTION("(?s)^[^\n]*CachingConnectionFactory[^\n]*(?:Shutdown Signal|Channel shutdown): .*"),
    /** The broker was wiped: a consumer's queue is gone until the connection that comes next declares it again. */
    QUEUE_IS_GONE(
            "(?s)^[^\n]*(?:BlockingQueueConsumer|SimpleMessageListenerContainer)[^\n]*"
                    + "(?:Queue declaration failed|Failed to declare queue|Consumer received fatal|Queue.s. .*not available|Stopping container from aborted).*"),
    /** A connection to the broker was cut: its client's own threads say so before it is made again. */
    BROKER_CONNECTION_WAS_CUT(
            "(?s)^[^\n]*(?:ForgivingExceptionHandler|StrictExceptionHandler)[^\n]*connection (?:driver )?error.*"),
    /** The database went away under a pooled connection, which is thrown away. */
    DATABASE_CONNECTION_WAS_CUT(
            "(?s)^[^\n]*(?:com\\.zaxxer\\.hikari|c\\.z\\.h(?:ikari)?\\.)[^\n]*(?:Failed to validate connection|marked as broken).*");

    private final Pattern entry;

    AllowedLog(String entry) {
        this.entry = Pattern.compile(entry);
    }

    static boolean matches(String entry) {
        return Arrays.stream(values())
                .anyMatch(allowed -> allowed.entry.matcher(entry).matches());
    }
}
