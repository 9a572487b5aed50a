package dev.signet.key.keyring;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.key.sealing.KeySeal.Identity;
import dev.signet.key.sealing.KeySeal.Sealed;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A key's row. Written once; what moves afterwards (state, token, ticks) moves by SQL under the keyring's lock, never through Hibernate. */
@Entity
@Immutable
@Table(name = "signing_key")
class SigningKey {
    enum State {
        FREE,
        LEASED,
        DISABLED
    }

    enum Origin {
        GENERATED,
        IMPORTED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    private String kid;
    private String algorithm;
    private byte[] publicKey;

    @SuppressWarnings("UnusedVariable") // read by queries
    private String kekId;

    private byte[] wrappedDek;
    private byte[] sealedKey;

    @Enumerated(EnumType.STRING)
    private State state = State.FREE;

    private long token;
    private long lastUsed;
    private long useCount;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable String createdBy;

    @Generated
    private @Nullable Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SigningKey() {}

    SigningKey(Identity identity, Sealed sealed, String kekId, Origin origin) {
        this.kid = identity.id().value();
        this.algorithm = identity.algorithm().label();
        this.publicKey = identity.publicKey().toArray();
        this.kekId = kekId;
        this.wrappedDek = sealed.wrappedDataKey().toArray();
        this.sealedKey = sealed.privateKey().toArray();
        this.origin = origin;
    }

    /** Remembers which call made it. Only before it is saved. */
    SigningKey createdBy(String idempotencyKey) {
        createdBy = idempotencyKey;
        return this;
    }

    int rowId() {
        return Optional.ofNullable(id).orElseThrow();
    }

    Origin origin() {
        return origin;
    }

    Identity identity() {
        return new Identity(new KeyId(kid), Algorithm.of(algorithm), Bytes.wrap(publicKey));
    }

    Sealed sealed() {
        return new Sealed(Bytes.wrap(wrappedDek), Bytes.wrap(sealedKey));
    }

    KeyView view() {
        return new KeyView(
                new KeyId(kid),
                Algorithm.of(algorithm),
                state,
                lastUsed,
                useCount,
                token,
                Optional.ofNullable(createdAt).orElseThrow(),
                origin);
    }
}
