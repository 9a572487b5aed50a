package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.NOT_GRANTED;
import static dev.signet.contract.StoreSignatures.Outcome.STALE;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Issuers;
import dev.signet.collection.Protocol;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.Envelope;
import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.Statement.Grant;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Answer;
import dev.signet.contract.Verdict;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is stored but under a lease that key-service has granted. */
class GrantedStoreIT {
    private static final KeyId KEY = new KeyId("A".repeat(43));
    private static final KeyId OTHER_KEY = new KeyId("B".repeat(43));

    private Protocol protocol;
    private GrantedStore store;

    @BeforeEach
    void start() {
        protocol = Protocol.start();
        store = protocol.get(GrantedStore.class);
    }

    @AfterEach
    void stop() {
        protocol.close();
    }

    @Test
    void whatIsGrantedIsStoredAndGetsItsReceiptAsOftenAsItIsSent() {
        var batch = protocol.batch(2);
        var grant = grant(batch, 3);
        var set = set(grant, grant);

        var first = store.store(List.of(set)).getFirst();
        var again = store.store(List.of(set)).getFirst();

        assertThat(first.outcome()).isEqualTo(STORED);
        assertThat(Issuers.KEYS.objection(
                        first.receipt(),
                        new Receipt(batch, grant.leaseId(), grant.keyId(), grant.token(), Verdict.STORED)))
                .isEmpty();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void withoutAGrantForExactlyThisLeaseNothingIsStored() {
        var batch = protocol.batch(2);
        var other = protocol.batch(2);
        var grant = grant(batch, 3);
        var lies = List.of(
                set(grant, Optional.empty()),
                set(grant, new Grant(other, grant.leaseId(), KEY, 3, Algorithm.ED25519)),
                set(grant, new Grant(batch, LeaseId.random(), KEY, 3, Algorithm.ED25519)),
                set(grant, new Grant(batch, grant.leaseId(), OTHER_KEY, 3, Algorithm.ED25519)),
                set(grant, new Grant(batch, grant.leaseId(), KEY, 4, Algorithm.ED25519)),
                set(grant, new Grant(batch, grant.leaseId(), KEY, 3, Algorithm.PS256)),
                set(grant, Optional.of(flipped(Issuers.KEYS.sign(grant)))),
                set(grant, Optional.of(signedByCollectionService(grant))));

        assertThat(store.store(lies)).extracting(Answer::outcome).containsOnly(NOT_GRANTED);

        assertThat(protocol.count("SELECT count(*) FROM signature")).isZero();
        assertThat(protocol.count("SELECT count(*) FROM key_fence"))
                .as("looked at")
                .isZero();
        assertThat(protocol.count("SELECT count(*) FROM batch WHERE state = 'SIGNED'"))
                .isZero();
    }

    @Test
    void lieSpoilsNothingOfThoseThatItComesWith() {
        var first = grant(protocol.batch(2), 1);
        var lie = grant(protocol.batch(2), 2);
        var last = grant(protocol.batch(2), 3);

        var answers = store.store(List.of(set(first, first), set(lie, Optional.empty()), set(last, last)));

        assertThat(answers).extracting(Answer::outcome).containsExactly(STORED, NOT_GRANTED, STORED);
        assertThat(answers).extracting(answer -> answer.receipt().isPresent()).containsExactly(true, false, true);
        assertThat(protocol.stateOf(lie.batchId())).isEqualTo("PLANNED");
        assertThat(protocol.stateOf(last.batchId())).isEqualTo("SIGNED");
    }

    @Test
    void grantOfALeaseThatWasFencedStoresNothing() {
        var batch = protocol.batch(2);
        var grant = grant(batch, 1);
        protocol.get(Fences.class).fence(new Fence(batch, grant.leaseId(), KEY, 1, true));

        var answer = store.store(List.of(set(grant, grant))).getFirst();

        assertThat(answer).isEqualTo(new Answer(STALE, Optional.empty()));
    }

    private static Grant grant(BatchId batch, long token) {
        return new Grant(batch, LeaseId.random(), KEY, token, Algorithm.ED25519);
    }

    private SignatureSet set(Grant claimed, Grant granted) {
        return set(claimed, Optional.of(Issuers.KEYS.sign(granted)));
    }

    private SignatureSet set(Grant claimed, Optional<Envelope> proof) {
        var signatures = Arrays.stream(protocol.recordIdsOf(claimed.batchId()))
                .mapToObj(id -> new Frame(new RecordId(id), Bytes.copyOf(new byte[64])))
                .toList();
        var lease = new StoreSignatures(
                claimed.batchId(),
                claimed.leaseId(),
                claimed.keyId(),
                claimed.token(),
                claimed.algorithm(),
                proof,
                Optional.empty());
        return new SignatureSet(lease, signatures);
    }

    private static Envelope signedByCollectionService(Grant grant) {
        var receipt = new Receipt(grant.batchId(), grant.leaseId(), grant.keyId(), grant.token(), Verdict.STORED);
        var signature = Issuers.of("collection-service").sign(receipt).signatures();
        var genuine = Issuers.KEYS.sign(grant);
        return new Envelope(genuine.payloadType(), genuine.payload(), signature);
    }

    private static Envelope flipped(Envelope envelope) {
        var payload = Base64.getDecoder().decode(envelope.payload());
        payload[payload.length / 2] ^= 1;
        return new Envelope(envelope.payloadType(), Base64.getEncoder().encodeToString(payload), envelope.signatures());
    }
}
