package dev.signet.platform.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Envelope;
import dev.signet.contract.Envelope.Signature;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Statement;
import dev.signet.contract.Statement.Grant;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.testing.StatementKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementsTest {
    private static final BatchId BATCH = new BatchId(17);
    private static final LeaseId LEASE = LeaseId.of("00000000-0000-4000-8000-000000000001");
    private static final KeyId KEY = new KeyId("k".repeat(43));
    private static final Order ORDER = new Order(BATCH, 2);
    private static final Grant GRANT = new Grant(BATCH, LEASE, KEY, 5, Algorithm.ED25519);
    private static final Receipt RECEIPT = new Receipt(BATCH, LEASE, KEY, 5, Verdict.STORED);

    private final List<String> refused = new ArrayList<>();

    @TempDir
    private Path dir;

    @BeforeEach
    void makeKeys() {
        StatementKeys.makeIn(dir);
    }

    static Stream<Statement> each() {
        return Stream.of(ORDER, GRANT, RECEIPT);
    }

    @ParameterizedTest
    @MethodSource("each")
    void whatTheIssuerStatesIsBelievedByEverybody(Statement statement) {
        var envelope = of(statement.issuer()).sign(statement);

        for (var service : Statement.ISSUERS) {
            assertThat(of(service).objection(Optional.of(envelope), statement)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("each")
    void nobodyElseMayStateIt(Statement statement) {
        for (var other : Statement.ISSUERS) {
            if (!other.equals(statement.issuer())) {
                assertThatThrownBy(() -> of(other).sign(statement)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("each")
    void everyBitCounts(Statement statement) {
        var envelope = of(statement.issuer()).sign(statement);
        var verifier = of(statement.issuer());
        assertThat(verifier.objection(Optional.of(envelope), statement)).isEmpty();

        for (var bit = 0; bit < 8 * bytes(envelope.payload()).length; bit++) {
            assertThat(verifier.objection(
                            Optional.of(withPayload(envelope, flipped(envelope.payload(), bit))), statement))
                    .as("bit %d of the payload", bit)
                    .isPresent();
        }
        var sig = envelope.signatures().getFirst().sig();
        for (var bit = 0; bit < 8 * bytes(sig).length; bit++) {
            assertThat(verifier.objection(Optional.of(withSignature(envelope, flipped(sig, bit))), statement))
                    .as("bit %d of the signature", bit)
                    .isPresent();
        }
    }

    @Test
    void whatIsStatedOfOneIsNotBelievedOfAnother() {
        var order = Optional.of(of("batch-dispatcher").sign(ORDER));
        var grant = Optional.of(of("key-service").sign(GRANT));
        var receipt = Optional.of(of("collection-service").sign(RECEIPT));
        var verifier = of("key-service");

        assertThat(verifier.objection(order, new Order(new BatchId(18), 2))).hasValue("it states something else");
        assertThat(verifier.objection(order, new Order(BATCH, 3))).hasValue("it states something else");
        assertThat(verifier.objection(grant, new Grant(BATCH, LEASE, KEY, 6, Algorithm.ED25519)))
                .isPresent();
        assertThat(verifier.objection(grant, new Grant(BATCH, LeaseId.random(), KEY, 5, Algorithm.ED25519)))
                .isPresent();
        assertThat(verifier.objection(grant, new Grant(BATCH, LEASE, KEY, 5, Algorithm.ES256)))
                .isPresent();
        assertThat(verifier.objection(receipt, new Receipt(BATCH, LEASE, KEY, 5, Verdict.FENCED)))
                .isPresent();
        assertThat(verifier.objection(receipt, GRANT)).hasValue("it states something of another kind");
        assertThat(verifier.objection(Optional.empty(), ORDER)).hasValue("there is none");
        assertThat(refused).as("told of each").hasSize(8);
    }

    /** The payload type is signed too: what one service signs as a grant cannot be passed on as its word on anything else. */
    @Test
    void signatureOfAnotherIssuerCountsForNothing() {
        var grant = of("key-service").sign(GRANT);
        var signedByTheWrongOne = new Envelope(RECEIPT.payloadType(), payload(RECEIPT), grant.signatures());

        assertThat(of("key-service").objection(Optional.of(signedByTheWrongOne), RECEIPT))
                .hasValue("it is not signed with a key of collection-service that is trusted here");
    }

    @Test
    void whatIsNoEnvelopeOfOursIsRefusedWithoutMoreAdo() {
        var order = of("batch-dispatcher").sign(ORDER);
        var signature = order.signatures().getFirst();
        var verifier = of("key-service");

        assertThat(verifier.objection(Optional.of(withPayload(order, "§")), ORDER))
                .hasValue("it is not in base64");
        assertThat(verifier.objection(Optional.of(withSignature(order, "")), ORDER))
                .isPresent();
        assertThat(verifier.objection(
                        Optional.of(new Envelope(order.payloadType(), order.payload(), List.of())), ORDER))
                .hasValue("it does not have one signature");
        assertThat(verifier.objection(
                        Optional.of(new Envelope(order.payloadType(), order.payload(), List.of(signature, signature))),
                        ORDER))
                .hasValue("it does not have one signature");
    }

    @Test
    void whileAKeyIsReplacedBothAreBelievedAndAfterwardsOnlyTheNewOne() throws IOException {
        var before = Optional.of(of("batch-dispatcher").sign(ORDER));
        Files.move(dir.resolve("batch-dispatcher.pub"), dir.resolve("batch-dispatcher.old.pub"));
        StatementKeys.make(dir, "batch-dispatcher", "batch-dispatcher");
        var after = Optional.of(of("batch-dispatcher").sign(ORDER));

        assertThat(of("key-service").objection(before, ORDER)).isEmpty();
        assertThat(of("key-service").objection(after, ORDER)).isEmpty();

        Files.delete(dir.resolve("batch-dispatcher.old.pub"));
        assertThat(of("key-service").objection(before, ORDER)).isPresent();
        assertThat(of("key-service").objection(after, ORDER)).isEmpty();
    }

    /** The example of the specification, github.com/secure-systems-lab/dsse/blob/master/protocol.md. */
    @Test
    void whatIsSignedIsEncodedAsTheSpecificationSays() {
        assertThat(PreAuthentication.encode("http://example.com/HelloWorld", "hello world".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void anyToolCanVerifyAnEnvelope() throws Exception {
        var envelope = of("batch-dispatcher").sign(ORDER);
        var payload = bytes(envelope.payload());
        var verifier = java.security.Signature.getInstance("Ed25519");
        var pem = PemFile.read(dir.resolve("batch-dispatcher.pub"), "PUBLIC KEY");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(pem)));

        verifier.update("DSSEv1 33 application/vnd.signet.order+json %d "
                .formatted(payload.length)
                .getBytes(UTF_8));
        verifier.update(payload);

        assertThat(verifier.verify(bytes(envelope.signatures().getFirst().sig())))
                .isTrue();
        assertThat(payload).asString(UTF_8).isEqualTo("{\"batchId\":\"17\",\"attempt\":2}");
    }

    @Test
    void serviceWithoutItsKeyDoesNotStartAndSaysWhatToDo() throws IOException {
        Files.delete(dir.resolve("key-service.key"));

        assertThatThrownBy(() -> of("key-service"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key-service.key cannot be read or is none")
                .hasMessageContaining("openssl genpkey -algorithm ed25519");
    }

    @Test
    void serviceThatDoesNotKnowAnIssuerOrWouldNotBeBelievedDoesNotStart() throws IOException {
        Files.writeString(dir.resolve("key-service.2.pub"), "no key");
        assertThatThrownBy(() -> of("key-service")).hasMessageContaining("is not an Ed25519 public key in PEM");
        Files.delete(dir.resolve("key-service.2.pub"));

        Files.copy(dir.resolve("key-service.pub"), dir.resolve("other"));
        Files.delete(dir.resolve("key-service.pub"));
        assertThatThrownBy(() -> of("batch-dispatcher")).hasMessageContaining("no public statement key of key-service");

        StatementKeys.make(dir, "key-service", "key-service");
        Files.copy(
                dir.resolve("other"),
                dir.resolve("key-service.pub"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> of("key-service")).hasMessageContaining("nobody would believe it");
    }

    private Statements of(String service) {
        return Statements.of(service, dir, SigningProvider.fastest(), (expected, reason) -> refused.add(reason));
    }

    private String payload(Receipt receipt) {
        return of("collection-service").sign(receipt).payload();
    }

    private static Envelope withPayload(Envelope envelope, String payload) {
        return new Envelope(envelope.payloadType(), payload, envelope.signatures());
    }

    private static Envelope withSignature(Envelope envelope, String sig) {
        var keyid = envelope.signatures().getFirst().keyid();
        return new Envelope(envelope.payloadType(), envelope.payload(), List.of(new Signature(keyid, sig)));
    }

    private static String flipped(String base64, int bit) {
        var bytes = bytes(base64);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
