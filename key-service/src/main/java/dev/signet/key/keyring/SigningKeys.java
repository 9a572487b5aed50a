package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.PublicKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of keys: written once here, and looked at. */
@Repository
class SigningKeys {
    private static final String ADD = """
            INSERT INTO signing_key (kid, algorithm, public_key, kek_id, wrapped_dek, sealed_key, origin, keyring, created_by, state, max_uses,
                                     retires_at)
            SELECT kid, algorithm, public_key, kek_id, wrapped_dek, sealed_key, origin, keyring, created_by, 'FREE',
                   nullif(:maxUses::bigint, 0), clock_timestamp() + nullif(:maxAgeMillis::bigint, 0) * interval '1 millisecond'
              FROM unnest(:kids, :algorithms, :publicKeys, :keks, :dataKeys, :sealedKeys, :origins, :keyrings, :creators::text[])
                   WITH ORDINALITY AS added (kid, algorithm, public_key, kek_id, wrapped_dek, sealed_key, origin, keyring, created_by,
                                             position)
             ORDER BY position
            RETURNING id
            """;

    private static final String ONE = """
            SELECT id, kid, algorithm, keyring, state, last_used, use_count, token, created_at, origin, withdrawn, leave_as, max_uses, retires_at
              FROM signing_key
             WHERE kid = :kid
            """;

    private static final String PAGE = """
            SELECT id, kid, algorithm, keyring, state, last_used, use_count, token, created_at, origin, withdrawn, leave_as, max_uses, retires_at
              FROM signing_key
             WHERE id > :after AND (:keyring::text IS NULL OR keyring = :keyring)
             ORDER BY id
             LIMIT :most
            """;

    private static final String KNOWN = "SELECT kid FROM signing_key WHERE kid = ANY (:kids)";

    private static final String CREATED_BY = "SELECT kid FROM signing_key WHERE created_by = :creator ORDER BY id";

    private static final String KEKS = "SELECT DISTINCT kek_id FROM signing_key";

    private static final String KEK = "SELECT kek_id FROM signing_key WHERE kid = :kid";

    private static final String PUBLIC_KEY = "SELECT public_key FROM signing_key WHERE kid = :kid";

    private static final String SOME_PUBLIC_KEYS = "SELECT kid, public_key FROM signing_key WHERE kid = ANY (:kids)";

    private static final String PUBLIC_KEYS = "SELECT public_key FROM signing_key ORDER BY id";

    private final JdbcClient jdbc;
    private final KeyLifeProperties life;

    SigningKeys(JdbcClient jdbc, KeyLifeProperties life) {
        this.jdbc = jdbc;
        this.life = life;
    }

    /** A key's row, and its place among the others. */
    record Listed(int row, KeyView view) {}

    /** By one statement; returns their rows, in their order. */
    int[] add(List<SigningKey> keys) {
        return jdbc
                .sql(ADD)
                .param("kids", strings(keys, key -> key.identity().id().value()))
                .param(
                        "algorithms",
                        strings(keys, key -> key.identity().algorithm().label()))
                .param("publicKeys", bytes(keys, key -> key.identity().publicKey()))
                .param("keks", strings(keys, SigningKey::kekId))
                .param("dataKeys", bytes(keys, key -> key.sealed().wrappedDataKey()))
                .param("sealedKeys", bytes(keys, key -> key.sealed().privateKey()))
                .param("origins", strings(keys, key -> key.origin().name()))
                .param("keyrings", strings(keys, key -> key.keyring().value()))
                .param("creators", strings(keys, key -> key.createdBy().orElse(null)))
                .param("maxUses", life.maxUses())
                .param("maxAgeMillis", life.maxAge().toMillis())
                .query(Integer.class)
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    Optional<KeyView> find(KeyId id) {
        return jdbc.sql(ONE)
                .param("kid", id.value())
                .query((row, _) -> view(row))
                .optional();
    }

    /** Of all keyrings, or of one. */
    List<Listed> list(Optional<KeyringName> keyring, long after, int most) {
        return jdbc.sql(PAGE)
                .param("keyring", keyring.map(KeyringName::value).orElse(null))
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new Listed(row.getInt("id"), view(row)))
                .list();
    }

    /** Which of these ids are there. */
    List<KeyId> known(Collection<KeyId> ids) {
        return jdbc.sql(KNOWN)
                .param("kids", ids.stream().map(KeyId::value).toArray(String[]::new))
                .query(SigningKeys::id)
                .list();
    }

    /** The keys that one call has made. */
    List<KeyId> createdBy(String idempotencyKey) {
        return jdbc.sql(CREATED_BY)
                .param("creator", idempotencyKey)
                .query(SigningKeys::id)
                .list();
    }

    /** The key-encryption keys that keys are sealed under. */
    Set<String> keks() {
        return Set.copyOf(jdbc.sql(KEKS)
                .query((row, _) -> String.valueOf(row.getString("kek_id")))
                .list());
    }

    /** The key-encryption key that this one is sealed under. */
    Optional<String> kekOf(KeyId id) {
        return jdbc.sql(KEK).param("kid", id.value()).query(String.class).optional();
    }

    Optional<Bytes> publicKey(KeyId id) {
        return jdbc.sql(PUBLIC_KEY)
                .param("kid", id.value())
                .query(SigningKeys::publicKey)
                .optional();
    }

    List<Bytes> publicKeys() {
        return jdbc.sql(PUBLIC_KEYS).query(SigningKeys::publicKey).list();
    }

    /** Of those that there are. */
    List<PublicKeys.Known> publicKeys(Collection<KeyId> ids) {
        return jdbc.sql(SOME_PUBLIC_KEYS)
                .param("kids", ids.stream().map(KeyId::value).toArray(String[]::new))
                .query((row, number) -> new PublicKeys.Known(id(row, number), publicKey(row, number)))
                .list();
    }

    private static KeyId id(ResultSet row, int number) throws SQLException {
        return new KeyId(row.getString("kid"));
    }

    private static Bytes publicKey(ResultSet row, int number) throws SQLException {
        return Bytes.wrap(row.getBytes("public_key"));
    }

    private static KeyView view(ResultSet row) throws SQLException {
        return new KeyView(
                new KeyId(row.getString("kid")),
                Algorithm.of(row.getString("algorithm")),
                new KeyringName(row.getString("keyring")),
                SigningKey.State.valueOf(row.getString("state")),
                row.getLong("last_used"),
                row.getLong("use_count"),
                row.getLong("token"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                SigningKey.Origin.valueOf(row.getString("origin")),
                row.getBoolean("withdrawn")
                        ? Optional.of(SigningKey.State.valueOf(row.getString("leave_as")))
                        : Optional.empty(),
                Optional.ofNullable(row.getObject("max_uses", Long.class)),
                Optional.ofNullable(row.getObject("retires_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static @Nullable String[] strings(List<SigningKey> keys, Function<SigningKey, @Nullable String> part) {
        return keys.stream().map(part).toArray(String[]::new);
    }

    private static byte[][] bytes(List<SigningKey> keys, Function<SigningKey, Bytes> part) {
        return keys.stream().map(part).map(Bytes::unsafeArray).toArray(byte[][]::new);
    }
}
