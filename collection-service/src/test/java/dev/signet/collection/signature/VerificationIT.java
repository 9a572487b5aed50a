package dev.signet.collection.signature;

import static dev.signet.contract.StoreSignatures.Outcome.REFUSED;
import static dev.signet.contract.StoreSignatures.Outcome.STALE;
import static dev.signet.contract.StoreSignatures.Outcome.STORED;
import static dev.signet.contract.StoreSignatures.Outcome.UNVERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signet.collection.Protocol;
import dev.signet.collection.TestKeyring;
import dev.signet.collection.TestKeyring.TestSigner;
import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.Fence;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.LeaseId;
import dev.signet.contract.RecordId;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** With the default, what does not verify is not stored, whatever it is that is wrong with it. */
class VerificationIT {
    private Protocol protocol = Protocol.start("signet.collection.verify=all");
    private final LeaseId lease = LeaseId.random();

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void everySignatureIsVerifiedUnlessItIsSaidOtherwise() {
        var settings = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("signet.collection", VerificationProperties.class);

        assertThat(settings.verify()).isEqualTo(VerificationProperties.Mode.ALL);
    }

    @Test
    void signaturesThatVerifyAreStored() {
        var key = key(true);
        var batch = protocol.batch(5);

        assertThat(store(batch, key, signatures(batch, key))).isEqualTo(STORED);

        assertThat(stored()).isEqualTo(5);
    }

    @Test
    void oneFlippedBitKeepsTheWholeBatchOut() {
        var key = key(true);
        var batch = protocol.batch(5);
        var signatures = signatures(batch, key);
        var bytes = signatures.getLast().content().toArray();
        bytes[17] ^= 4;
        signatures.set(4, new Frame(signatures.getLast().recordId(), Bytes.wrap(bytes)));

        assertThat(store(batch, key, signatures)).isEqualTo(UNVERIFIED);

        assertThat(stored()).isZero();
        assertThat(protocol.stateOf(batch)).isEqualTo("PLANNED");
    }

    @Test
    void signatureCannotBeMovedToAnotherRecord() {
        var key = key(true);
        var batch = protocol.batch(2);
        var signatures = signatures(batch, key);
        var swapped = List.of(
                new Frame(signatures.getFirst().recordId(), signatures.getLast().content()),
                new Frame(signatures.getLast().recordId(), signatures.getFirst().content()));

        assertThat(store(batch, key, swapped)).isEqualTo(UNVERIFIED);

        assertThat(stored()).isZero();
    }

    @Test
    void signatureOverOtherBytesThanTheStoredOnesIsNone() {
        var key = key(true);
        var batch = protocol.batch(1);
        var id = new RecordId(protocol.recordIdsOf(batch)[0]);

        assertThat(store(batch, key, List.of(new Frame(id, key.sign(id, "other".getBytes(UTF_8))))))
                .isEqualTo(UNVERIFIED);
    }

    @Test
    void signatureByAKeyThatIsNotInTheKeyringIsNone() {
        var invented = key(false);
        var batch = protocol.batch(3);

        assertThat(store(batch, invented, signatures(batch, invented))).isEqualTo(UNVERIFIED);

        assertThat(stored()).isZero();
    }

    @Test
    void signatureByAnotherKeyOfTheKeyringThanTheLeasedOneIsNone() {
        var leased = key(true);
        var another = key(true);
        var batch = protocol.batch(3);

        assertThat(store(batch, leased, signatures(batch, another))).isEqualTo(UNVERIFIED);
    }

    @Test
    void keyIsUsedWithItsOwnAlgorithmOnly() {
        var key = key(true);
        var batch = protocol.batch(1);
        var use = new StoreSignatures(batch, lease, key.id(), 1, Algorithm.PS256);

        assertThat(storeSets(new SignatureSet(use, signatures(batch, key)))).containsExactly(UNVERIFIED);
    }

    @Test
    void whatIsNoSignatureAtAllIsNone() {
        var key = key(true);
        for (var length : new int[] {0, 1, 63, 65, 8000}) {
            var batch = protocol.batch(1);
            var id = new RecordId(protocol.recordIdsOf(batch)[0]);

            assertThat(store(batch, key, List.of(new Frame(id, Bytes.wrap(new byte[length])))))
                    .as("%d bytes", length)
                    .isEqualTo(UNVERIFIED);
        }
    }

    @Test
    void wrongSetKeepsOutNoOtherOfItsGroup() {
        var key = key(true);
        var right = protocol.batch(3);
        var wrong = protocol.batch(3);

        assertThat(storeSets(set(wrong, key, signatures(wrong, key(true))), set(right, key, signatures(right, key))))
                .containsExactly(UNVERIFIED, STORED);

        assertThat(protocol.stateOf(right)).isEqualTo("SIGNED");
    }

    @Test
    void recordsThatDoNotFitIntoMemoryTogetherAreVerifiedToo() {
        protocol.batch(1);
        var key = key(true);
        var large = protocol.batchOf(3, 700_000);
        var another = protocol.batchOf(3, 700_000);
        var signatures = signatures(large, key);

        assertThat(store(large, key, signatures)).isEqualTo(STORED);

        var wrong = signatures(another, key);
        wrong.set(2, new Frame(wrong.get(2).recordId(), signatures.get(2).content()));
        assertThat(store(another, key, wrong)).isEqualTo(UNVERIFIED);
    }

    @Test
    void signaturesOfRecordsThatDoNotExistAreRefusedAsBefore() {
        var key = key(true);
        var batch = protocol.batch(2);
        protocol.jdbc()
                .sql("UPDATE batch SET last_record_id = last_record_id + 5")
                .update();
        var signatures = signatures(batch, key);
        var beyond = new RecordId(signatures.getLast().recordId().value() + 1);

        assertThat(store(
                        batch,
                        key,
                        List.of(
                                signatures.getFirst(),
                                new Frame(beyond, signatures.getLast().content()))))
                .isEqualTo(REFUSED);
    }

    @Test
    void whatIsStoredAlreadyIsNotVerifiedAgainAndNoKeyIsAskedFor() {
        var key = key(true);
        var batch = protocol.batch(2);
        store(batch, key, signatures(batch, key));
        var questions = protocol.get(TestKeyring.class).questions();
        questions.clear();

        assertThat(store(batch, key, signatures(batch, key))).isEqualTo(STORED);

        assertThat(questions).allSatisfy(keys -> assertThat(keys).isEmpty());
    }

    @Test
    void fencedLeaseIsStaleWhateverItsSignaturesAre() {
        var key = key(true);
        var batch = protocol.batch(2);
        protocol.get(Fences.class).fence(new Fence(batch, lease, key.id(), 1, true));

        assertThat(store(batch, key, signatures(batch, key))).isEqualTo(STALE);
        assertThat(store(batch, key, signatures(batch, key(true)))).isEqualTo(STALE);
    }

    @Test
    void auditLogIsToldOnceWhatWasWrong() {
        var key = key(true);
        var batch = protocol.batch(1);
        var wrong = signatures(batch, key(true));

        store(batch, key, wrong);
        store(batch, key, wrong);

        assertThat(protocol.jdbc()
                        .sql(
                                "SELECT DISTINCT format('%s %s', event ->> 'id', event -> 'data' ->> 'reason') FROM outbox")
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("unverified/%s the signature of record %s does not verify"
                        .formatted(lease, wrong.getFirst().recordId()));
    }

    @Test
    void lineAboutABatchThatIsRefusedNamesBatchAndKeyBesideItsText() {
        var key = key(true);
        var batch = protocol.batch(1);
        var about = new ArrayList<Map<String, String>>();
        var log = (Logger) LoggerFactory.getLogger(SignatureStore.class);
        var lines = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                about.add(line.getMDCPropertyMap());
            }
        };
        lines.start();

        log.addAppender(lines);
        store(batch, key, signatures(batch, key(true)));
        log.detachAppender(lines);

        assertThat(about)
                .containsExactly(
                        Map.of("batch", batch.toString(), "key", key.id().toString()));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void sampleFindsASignerThatIsBroken() {
        restart("sample");
        var key = key(true);
        var batch = protocol.batch(3);
        var another = protocol.batch(40);

        assertThat(store(batch, key, signatures(batch, key(true)))).isEqualTo(UNVERIFIED);
        assertThat(store(another, key, signatures(another, key(true)))).isEqualTo(UNVERIFIED);
        assertThat(store(another, key, signatures(another, key))).isEqualTo(STORED);
    }

    @Test
    void offStoresWhatIsSent() {
        restart("off");
        var batch = protocol.batch(2);

        assertThat(store(batch, key(false), signatures(batch, key(false)))).isEqualTo(STORED);

        assertThat(protocol.get(TestKeyring.class).questions()).isEmpty();
    }

    private void restart(String verify) {
        protocol.close();
        protocol = Protocol.start("signet.collection.verify=" + verify);
    }

    private TestSigner key(boolean known) {
        return protocol.get(TestKeyring.class).key(known);
    }

    private List<Frame> signatures(BatchId batch, TestSigner key) {
        var frames = new ArrayList<Frame>();
        protocol.jdbc()
                .sql("SELECT id, payload FROM record WHERE id = ANY (:ids) ORDER BY id")
                .param("ids", protocol.recordIdsOf(batch))
                .query(row -> {
                    var id = new RecordId(row.getLong("id"));
                    frames.add(new Frame(id, key.sign(id, row.getBytes("payload"))));
                });
        return frames;
    }

    private SignatureSet set(BatchId batch, TestSigner key, List<Frame> signatures) {
        return new SignatureSet(new StoreSignatures(batch, lease, key.id(), 1, Algorithm.ED25519), signatures);
    }

    private Outcome store(BatchId batch, TestSigner key, List<Frame> signatures) {
        return storeSets(set(batch, key, signatures)).getFirst();
    }

    private List<Outcome> storeSets(SignatureSet... sets) {
        return protocol.get(SignatureStore.class).store(List.of(sets));
    }

    private long stored() {
        return protocol.count("SELECT count(*) FROM signature");
    }
}
