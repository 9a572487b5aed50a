package dev.signet.system.chaos;

import dev.signet.collection.signature.WrongStores;
import dev.signet.dispatch.WrongDispatch;
import dev.signet.key.lease.WrongLeases;
import dev.signet.signing.batch.WrongSigning;
import dev.signet.system.Service;
import dev.signet.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Designs that look right, each of which somebody has built; the same as in docs/model, here in the real services. They run without the database's own
 * guard, which would refuse most of what they do: it is the checks that have to catch them.
 */
public enum Wrong {
    NAIVE(Map.of(
            Service.KEYS, WrongLeases.FreeAtExpiry.class,
            Service.COLLECTION, WrongStores.StoreAnything.class)),
    UNIQUE_ONLY(Map.of(Service.KEYS, WrongLeases.FreeAtExpiry.class)),
    HIGHEST_TOKEN_SEEN(Map.of(
            Service.KEYS, WrongLeases.FreeAtExpiry.class,
            Service.COLLECTION, WrongStores.HighestTokenSeen.class)),
    RELEASE_WITHOUT_TOKEN(Map.of(Service.KEYS, WrongLeases.FreeByKeyAlone.class)),
    RELEASE_ON_ERROR(Map.of(
            Service.KEYS, WrongLeases.FreeOnError.class,
            Service.SIGNING, WrongSigning.GiveUpOnError.class)),
    MARK_BEFORE_PUBLISH(Map.of(Service.DISPATCHER, WrongDispatch.MarkFirst.class)),
    ACKNOWLEDGE_BEFORE_STORE(Map.of(Service.SIGNING, WrongSigning.AcknowledgeFirst.class));

    private static final String UNGUARDED = """
            ALTER TABLE keys.key_lease DROP CONSTRAINT uses_of_a_key_do_not_overlap;
            DROP INDEX keys.one_open_lease_per_key, keys.one_open_lease_per_batch, keys.one_stored_lease_per_batch;
            ALTER TABLE collection.signature DROP CONSTRAINT signature_pkey;
            CREATE INDEX ON collection.signature (record_id);
            """;

    private final Map<Service, Class<?>> parts;

    Wrong(Map<Service, Class<?>> parts) {
        this.parts = parts;
    }

    /** The beans that replace the right ones. */
    Optional<Class<?>> part(Service service) {
        return Optional.ofNullable(parts.get(service));
    }

    /** Whether what goes wrong is lost for good only where nothing hands overdue batches out again, as in the designs that do this. */
    boolean lacksReconciler() {
        return this == MARK_BEFORE_PUBLISH || this == ACKNOWLEDGE_BEFORE_STORE;
    }

    /** Takes the database's guard away. */
    void unguard(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(UNGUARDED);
        }
    }
}
