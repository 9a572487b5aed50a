package dev.signet.system.check;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Where a run has left its traces, and what the test itself put in, by which they are judged. */
public record Evidence(Servers servers, Traces traces, Sent sent) {
    /** What stands in the tables: without any file, and nothing is known of what was sent. */
    public static Evidence ofTables(Servers servers) {
        return new Evidence(servers, new Traces(List.of(), List.of(), List.of()), Sent.nothing());
    }

    /**
     * The user may read every schema.
     *
     * @param collection base URL of collection-service; asked only by the checks that need the services to be up
     * @param keys base URL of key-service, likewise
     */
    public record Servers(String jdbcUrl, String user, String password, String amqpUri, URI collection, URI keys) {
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, user, password);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "Servers[" + jdbcUrl.replaceFirst("\\?.*", "") + "]";
        }
    }

    /**
     * @param logs what the services have written, files or directories of them
     * @param database data directories of the database
     * @param broker data directories of the broker
     */
    public record Traces(List<Path> logs, List<Path> database, List<Path> broker) {
        public Traces {
            logs = List.copyOf(logs);
            database = List.copyOf(database);
            broker = List.copyOf(broker);
        }
    }

    /**
     * What the test has sent, whether by REST or as messages. A message that the test sent twice under one id counts once.
     *
     * @param keys those it imported; no other may sign
     * @param records payloads of all records that must have arrived
     * @param malformed bodies of all messages that must have been parked
     * @param excused of {@code records} and {@code malformed} together, those that a broker may have lost: it was wiped before anyone is known to have
     *     consumed them, or it never confirmed them
     * @param unsignable payloads of the records that may end in quarantine
     * @param brokerWiped what was in the parking queue may be gone
     * @param secrets beside the keys, what may stand nowhere: by what it is, the forms in which it could have been written
     */
    public record Sent(
            List<TestKey> keys,
            Payloads records,
            Payloads malformed,
            Payloads excused,
            Payloads unsignable,
            boolean brokerWiped,
            Map<String, List<byte[]>> secrets) {
        public Sent {
            keys = List.copyOf(keys);
        }

        static Sent nothing() {
            var none = new Payloads();
            return new Sent(List.of(), none, none, none, none, false);
        }

        /** With no secrets but the keys. */
        public Sent(
                List<TestKey> keys,
                Payloads records,
                Payloads malformed,
                Payloads excused,
                Payloads unsignable,
                boolean brokerWiped) {
            this(keys, records, malformed, excused, unsignable, brokerWiped, Map.of());
        }
    }
}
