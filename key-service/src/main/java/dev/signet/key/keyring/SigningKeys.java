package dev.signet.key.keyring;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Loads and saves keys. */
interface SigningKeys extends Repository<SigningKey, Integer> {
    List<SigningKey> saveAll(Iterable<SigningKey> keys);

    Optional<SigningKey> findByKid(String kid);

    List<SigningKey> findByIdGreaterThanOrderById(int id, Limit limit);

    /** Which of these ids are there. */
    @Query("SELECT k.kid FROM SigningKey k WHERE k.kid IN :kids")
    List<String> findKnown(Collection<String> kids);

    /** The keys that one call has made. */
    @Query("SELECT k.kid FROM SigningKey k WHERE k.createdBy = :idempotencyKey ORDER BY k.id")
    List<String> findCreatedBy(String idempotencyKey);

    /** The key-encryption keys in use. */
    @Query("SELECT DISTINCT k.kekId FROM SigningKey k")
    List<String> findKekIds();

    @Query("SELECT k.publicKey FROM SigningKey k ORDER BY k.id")
    List<byte[]> findPublicKeys();
}
