package dev.signet.system.check;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Errors and stack traces in a log that faults from outside explain, and that are not ours to word. Each says which fault, and why it stays. */
enum AllowedLog {
    /** The broker is stopped or wiped: Spring AMQP logs a connection that the broker ended as an error, then connects again. */
    BROKER_CLOSED_THE_CONNECTION("(?s)^[^\n]*CachingConnectionFactory[^\n]*(?:Shutdown Signal|Channel shutdown): .*"),
    /** The same, said by the consumers that had the connection: each stops, connects again and declares its queue again. */
    CONSUMER_LOST_THE_BROKER("(?s)^[^\n]*(?:QueueContainer|BlockingQueueConsumer)[^\n]*"
            + "(?:Consumer raised exception, processing can restart|Failed to check/redeclare|Queue declaration failed|Failed to declare queue"
            + "|Consumer received fatal|Stopping container from aborted).*"
            + "(?:ShutdownSignalException|AlreadyClosedException|AmqpConnectException|AmqpIOException|AmqpTimeoutException|SocketException|EOFException"
            + "|QueuesNotAvailableException|DeclarationException).*"),
    /** A connection to the broker was cut: the threads of its client say so before it is made again. */
    BROKER_CONNECTION_WAS_CUT(
            "(?s)^[^\n]*(?:ForgivingExceptionHandler|StrictExceptionHandler)[^\n]*connection (?:driver )?error.*"),
    /** A link to the broker was cut while a channel was being set up: it is closed, and the next one is made on a new connection. */
    CHANNEL_LOST_ITS_CONNECTION(
            "(?s)^[^\n]*CachingConnectionFactory[^\n]*Could not configure the channel to receive publisher confirms.*"
                    + "(?:SocketException|EOFException|SocketTimeoutException|ShutdownSignalException|AlreadyClosedException).*"),
    /** A link to the broker was cut, met by the thread in which Spring AMQP waits for confirms that will not come: it has nobody to tell. */
    CONFIRMS_LOST_THEIR_CONNECTION(
            "(?s)^[^\n]*ServiceMain[^\n]*Thread \\w*[cC]onnection\\w* has ended.*\norg\\.springframework\\.amqp\\..*"),
    /** The same, met by a look for auto-delete queues, of which we have none. */
    LOOK_FOR_QUEUES_WAS_CUT_OFF("(?s)^[^\n]*QueueContainer[^\n]*Failed to check/redeclare auto-delete queue.*"),
    /** The database went away in the middle of a transaction, and so its rollback failed as well; Spring says both, and reports the second. */
    ROLLBACK_LOST_ITS_CONNECTION(
            "(?s)^[^\n]*(?:TransactionInterceptor|TransactionTemplate)[^\n]*overridden by rollback exception.*"
                    + "(?:SocketException|EOFException|terminating connection|connection has been closed).*"),
    /** The database went away under a pooled connection, which is thrown away. */
    DATABASE_CONNECTION_WAS_CUT(
            "(?s)^[^\n]*(?:com\\.zaxxer\\.hikari|c\\.z\\.h\\.|c\\.z\\.hikari)[^\n]*(?:Failed to validate connection|marked as broken).*");

    private final Pattern entry;

    AllowedLog(String entry) {
        this.entry = Pattern.compile(entry);
    }

    static boolean matches(String entry) {
        return Arrays.stream(values())
                .anyMatch(allowed -> allowed.entry.matcher(entry).matches());
    }
}
