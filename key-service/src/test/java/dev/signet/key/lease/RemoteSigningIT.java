package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Bytes;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.FrameWriter;
import dev.signet.contract.LeaseId;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.contract.RecordId;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.crypto.VerificationKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that stay with key-service, which signs for the holder of the lease. */
class RemoteSigningIT {
    private static final Map<Long, String> RECORDS = Map.of(7L, "{\"amount\":1}", 8L, "", 9L, "ä");

    private static final long BATCH = 1;

    private static RunningKeyService service;

    private final Worker worker = new Worker();

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory, "--signet.signing.mode=remote");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.clear();
        service.generateKeys(1);
    }

    @Test
    void leaseComesWithoutTheKeyAndHasItsRecordsSigned() throws Exception {
        var granted = granted();
        assertThat(granted.keyStays()).isTrue();
        assertThat(worker.open(granted, BATCH)).hasSize(32);

        var answer = sign(granted, framed());

        assertThat(answer.statusCode()).isEqualTo(200);
        var publicKey = service.jdbc()
                .sql("SELECT public_key FROM signing_key")
                .query((row, _) -> Bytes.wrap(row.getBytes("public_key")))
                .single();
        var verifier = VerificationKey.of(granted.keyId(), publicKey, SigningProvider.fastest())
                .verifier();
        var frames = new FrameReader(new ByteArrayInputStream(answer.body()), 8192);
        frames.head();
        var count = 0;
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next(), count++) {
            var id = frame.get().recordId();
            assertThat(verifier.verifies(id, payload(id.value()), frame.get().content()))
                    .isTrue();
        }
        assertThat(count).isEqualTo(RECORDS.size());
    }

    @Test
    void nothingIsSignedUnderALeaseThatIsOver() throws Exception {
        var granted = granted();
        runOut();
        assertThat(sign(granted, framed()).statusCode()).isEqualTo(410);

        assertThat(sign(LeaseId.random(), handle(granted), framed()).statusCode())
                .isEqualTo(404);
    }

    /** What was made meanwhile is not handed out: another batch may have the key by now. */
    @Test
    void nothingIsHandedOutWhenTheLeaseRunsOutWhileItIsSigned() throws Exception {
        var granted = granted();
        var handle = handle(granted);
        var signing = new RemoteSigning(
                service.bean(LeasedKeys.class),
                service.bean(OpenLeases.class),
                service.bean(Handover.class),
                (_, _, _) -> (_, _) -> {
                    runOut();
                    return new byte[64];
                },
                service.bean(SigningModeProperties.class));

        assertThatThrownBy(
                        () -> signing.sign(granted.leaseId(), handle, List.of(new Frame(new RecordId(7), payload(7)))))
                .isInstanceOf(LeaseGone.class);
    }

    /** The same array is what is sealed to a worker where keys do not stay. */
    @Test
    void privateKeyIsWipedOnceItWasUsed() throws Exception {
        var granted = granted();
        var lent = new ArrayList<byte[]>();
        var asLent = new ArrayList<byte[]>();
        var signing = new RemoteSigning(
                service.bean(LeasedKeys.class),
                service.bean(OpenLeases.class),
                service.bean(Handover.class),
                (_, _, privateKey) -> {
                    lent.add(privateKey);
                    asLent.add(privateKey.clone());
                    return (_, _) -> new byte[64];
                },
                service.bean(SigningModeProperties.class));

        signing.sign(granted.leaseId(), handle(granted), List.of(new Frame(new RecordId(7), payload(7))));

        assertThat(asLent).hasSize(1).allSatisfy(key -> assertThat(key).isNotEqualTo(new byte[key.length]));
        assertThat(lent).hasSize(1).allSatisfy(key -> assertThat(key).isEqualTo(new byte[key.length]));
    }

    @Test
    void nothingIsSignedHereWhereWorkersHaveTheKeys() throws Exception {
        service.restartWith("--signet.signing.mode=local");
        try {
            var granted = granted();
            assertThat(granted.keyStays()).isFalse();
            assertThat(sign(granted, framed()).statusCode()).isEqualTo(404);
        } finally {
            service.restartWith("--signet.signing.mode=remote");
        }
    }

    /** Whoever sees the list of leases is not their holder. */
    @Test
    void nothingIsSignedForWhoHasNotTheHandle() throws Exception {
        var granted = granted();
        var another = handle(granted).toArray();
        another[0] ^= 1;

        for (var handle : List.of(Bytes.wrap(another), Bytes.wrap(new byte[0]))) {
            assertThat(sign(granted.leaseId(), handle, framed()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void keyThatWasAlteredSignsNothingAndLeaves() throws Exception {
        var granted = granted();
        service.jdbc()
                .sql("UPDATE signing_key SET sealed_key = set_byte(sealed_key, 20, get_byte(sealed_key, 20) # 1)")
                .update();

        assertThat(sign(granted, framed()).statusCode()).isEqualTo(410);

        assertThat(service.jdbc()
                        .sql("SELECT state FROM signing_key")
                        .query(String.class)
                        .single())
                .isEqualTo("DISABLED");
    }

    @Test
    void whatIsNoFramedRecordsIsRefused() throws Exception {
        var granted = granted();

        assertThat(sign(granted, "nonsense".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(sign(granted, Arrays.copyOf(framed(), framed().length - 3)).statusCode())
                .isEqualTo(400);
    }

    private static void runOut() {
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp() - interval '1 second'")
                .update();
    }

    private Granted granted() {
        var reply = service.postJson("/internal/leases", worker.call(BATCH, 0));
        return (Granted) service.json()
                .treeToValue(reply, LeaseReply.Group.class)
                .replies()
                .getFirst();
    }

    private static Bytes payload(long id) {
        return Bytes.wrap(RECORDS.getOrDefault(id, "?").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] framed() throws Exception {
        var body = new ByteArrayOutputStream();
        var frames = new FrameWriter(body);
        frames.head(new byte[0]);
        for (var id : RECORDS.keySet()) {
            frames.record(new RecordId(id), payload(id).toArray());
        }
        frames.end();
        return body.toByteArray();
    }

    private Bytes handle(Granted granted) throws Exception {
        return Bytes.wrap(worker.open(granted, BATCH));
    }

    private HttpResponse<byte[]> sign(Granted granted, byte[] body) throws Exception {
        return sign(granted.leaseId(), handle(granted), body);
    }

    private static HttpResponse<byte[]> sign(LeaseId lease, Bytes handle, byte[] body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(service.uri("/internal/leases/" + lease + "/signatures"))
                    .header("Authorization", "Bearer token-of-signing-service")
                    .header("Content-Type", FrameWriter.MEDIA_TYPE)
                    .header(LeaseReply.HANDLE, handle.toBase64Url())
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return http.send(request, BodyHandlers.ofByteArray());
        }
    }
}
