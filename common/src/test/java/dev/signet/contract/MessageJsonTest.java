package dev.signet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is on the wire is a promise: a change here is a change for services that were not deployed at the same time. */
class MessageJsonTest {
    private static final UUID SOME_UUID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String UUID_TEXT = SOME_UUID.toString();
    private static final BatchId BATCH = new BatchId(17);
    private static final RunId RUN = new RunId(3);
    private static final RecordId FIRST = new RecordId(1601);
    private static final RecordId LAST = new RecordId(9_007_199_254_740_993L);
    private static final KeyringName OTHER = new KeyringName("other");
    private static final LeaseId LEASE = new LeaseId(SOME_UUID);
    private static final String KEY_TEXT = "k".repeat(43);
    private static final KeyId KEY = new KeyId(KEY_TEXT);
    private static final Bytes BYTES = Bytes.wrap(new byte[] {(byte) 0xfb, (byte) 0xff});
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final LeaseUse USE = new LeaseUse(LEASE, KEY, 5);
    private static final String USE_TEXT = "{'leaseId':'%s','keyId':'%s','token':5}".formatted(UUID_TEXT, KEY_TEXT);

    private static final Envelope ENVELOPE =
            new Envelope("application/vnd.signet.order+json", "e30=", List.of(new Envelope.Signature("id", "c2ln")));
    private static final String ENVELOPE_TEXT =
            "{'payloadType':'application/vnd.signet.order+json','payload':'e30=','signatures':[{'keyid':'id','sig':'c2ln'}]}";

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    static Stream<Arguments> everyMessageAndBody() {
        return Stream.of(
                pin(
                        new SigningTriggered(BATCH, RUN, FIRST, LAST, 100, 2),
                        "{'batchId':'17','runId':'3','firstRecordId':'1601','lastRecordId':'9007199254740993','size':100,'attempt':2}"),
                pin(
                        new SigningTriggered(BATCH, RUN, FIRST, LAST, 100, 2).ordered(ENVELOPE),
                        "{'batchId':'17','runId':'3','firstRecordId':'1601','lastRecordId':'9007199254740993','size':100,'attempt':2,'order':%s}"
                                .formatted(ENVELOPE_TEXT)),
                pin(
                        new SigningTriggered(BATCH, RUN, FIRST, LAST, 100, 2).withKeyring(OTHER),
                        "{'batchId':'17','runId':'3','firstRecordId':'1601','lastRecordId':'9007199254740993','size':100,'attempt':2,'keyring':'other'}"),
                pin(ENVELOPE, ENVELOPE_TEXT),
                pin(
                        new Statement.Order(BATCH, 2, Optional.of(OTHER)),
                        "{'batchId':'17','attempt':2,'keyring':'other'}"),
                pin(new Statement.Order(BATCH, 2), "{'batchId':'17','attempt':2}"),
                pin(
                        new Statement.Grant(BATCH, LEASE, KEY, 5, Algorithm.ED25519),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'algorithm':'Ed25519'}"
                                .formatted(UUID_TEXT, KEY_TEXT)),
                pin(
                        new Statement.Receipt(BATCH, LEASE, KEY, 5, Verdict.STORED),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'outcome':'STORED'}"
                                .formatted(UUID_TEXT, KEY_TEXT)),
                pin(
                        new SigningCompleted(
                                BATCH,
                                LEASE,
                                KEY,
                                5,
                                Verdict.STORED,
                                100,
                                new SigningCompleted.Timings(1, 2, 3),
                                Optional.of(ENVELOPE)),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'outcome':'STORED','size':100,'timings':{'lease':1,'sign':2,'store':3},'receipt':%s}"
                                .formatted(UUID_TEXT, KEY_TEXT, ENVELOPE_TEXT)),
                pin(new IntakeAnswer(IntakeAnswer.Outcome.STORED), "{'outcome':'STORED'}"),
                pin(
                        new IntakeAnswer(IntakeAnswer.Outcome.PARKED, Optional.of("why")),
                        "{'outcome':'PARKED','reason':'why'}"),
                pin(new DispatchClaims.Request(200, Optional.empty()), "{'limit':200}"),
                pin(DispatchClaims.Request.ofAll(200), "{'limit':200,'notOf':[]}"),
                pin(new DispatchClaims.Request(200, Optional.of(List.of(OTHER))), "{'limit':200,'notOf':['other']}"),
                pin(
                        new DispatchClaims.Claimed(
                                List.of(new SigningTriggered(BATCH, RUN, FIRST, FIRST, 1, 1)), false),
                        "{'batches':[{'batchId':'17','runId':'3','firstRecordId':'1601','lastRecordId':'1601','size':1,'attempt':1}],'idle':false}"),
                pin(new DispatchClaims.Mark(List.of(BATCH, new BatchId(18))), "{'batches':['17','18']}"),
                pin(
                        new BatchHead(
                                BATCH,
                                RUN,
                                BatchState.SIGNED,
                                FIRST,
                                LAST,
                                100,
                                Optional.of(USE),
                                Optional.of(ENVELOPE)),
                        "{'batchId':'17','runId':'3','state':'SIGNED','firstRecordId':'1601','lastRecordId':'9007199254740993','size':100,'signedWith':%s,'receipt':%s}"
                                .formatted(USE_TEXT, ENVELOPE_TEXT)),
                pin(
                        new BatchHead(
                                BATCH, RUN, BatchState.PLANNED, FIRST, LAST, 100, Optional.empty(), Optional.empty()),
                        "{'batchId':'17','runId':'3','state':'PLANNED','firstRecordId':'1601','lastRecordId':'9007199254740993','size':100}"),
                pin(new Deferral(1500, "no key was free"), "{'retryAfterMillis':1500,'reason':'no key was free'}"),
                pin(
                        new FailureReport(SOME_UUID, FailureReport.Kind.DETERMINISTIC, "no"),
                        "{'attempt':'%s','kind':'DETERMINISTIC','reason':'no'}".formatted(UUID_TEXT)),
                pin(
                        new Fence(BATCH, LEASE, KEY, 5, true),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'expired':true}"
                                .formatted(UUID_TEXT, KEY_TEXT)),
                pin(
                        new Fence.Reply(Verdict.FENCED, Optional.of(ENVELOPE)),
                        "{'verdict':'FENCED','receipt':%s}".formatted(ENVELOPE_TEXT)),
                pin(
                        new StoreSignatures(BATCH, LEASE, KEY, 5, Algorithm.ED25519),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'algorithm':'Ed25519'}"
                                .formatted(UUID_TEXT, KEY_TEXT)),
                pin(
                        new StoreSignatures(
                                BATCH,
                                LEASE,
                                KEY,
                                5,
                                Algorithm.ED25519,
                                Optional.of(ENVELOPE),
                                Optional.of(TRACEPARENT)),
                        "{'batchId':'17','leaseId':'%s','keyId':'%s','token':5,'algorithm':'Ed25519','grant':%s,'traceparent':'%s'}"
                                .formatted(UUID_TEXT, KEY_TEXT, ENVELOPE_TEXT, TRACEPARENT)),
                pin(
                        new StoreSignatures.Reply(List.of(
                                new StoreSignatures.Answer(StoreSignatures.Outcome.STORED, Optional.of(ENVELOPE)),
                                new StoreSignatures.Answer(StoreSignatures.Outcome.ALREADY_SIGNED, Optional.empty()))),
                        "{'answers':[{'outcome':'STORED','receipt':%s},{'outcome':'ALREADY_SIGNED'}]}"
                                .formatted(ENVELOPE_TEXT)),
                pin(
                        new LeaseRequest(
                                new RequestId(SOME_UUID),
                                BATCH,
                                2,
                                "worker-1",
                                Bytes.wrap(new byte[32]),
                                10_000,
                                Optional.empty()),
                        "{'requestId':'%s','batchId':'17','attempt':2,'workerId':'worker-1','publicKey':'%s','waitMillis':10000}"
                                .formatted(UUID_TEXT, "A".repeat(43))),
                pin(
                        new LeaseRequest(
                                new RequestId(SOME_UUID),
                                BATCH,
                                2,
                                "worker-1",
                                Bytes.wrap(new byte[32]),
                                10_000,
                                Optional.of(250L),
                                Optional.of(OTHER),
                                Optional.of(ENVELOPE),
                                Optional.of(TRACEPARENT)),
                        "{'requestId':'%s','batchId':'17','attempt':2,'workerId':'worker-1','publicKey':'%s','waitMillis':10000,'waitedMillis':250,'keyring':'other','order':%s,'traceparent':'%s'}"
                                .formatted(UUID_TEXT, "A".repeat(43), ENVELOPE_TEXT, TRACEPARENT)),
                pin(
                        new LeaseReply.Group(List.of(new LeaseReply.NoKey(0), new LeaseReply.Refused())),
                        "{'replies':[{'outcome':'NO_KEY','retryAfterMillis':0},{'outcome':'REFUSED'}]}"),
                pin(new LeaseRenewal(50), "{'progress':50}"),
                pin(new LeaseRenewal.Reply(60_000), "{'remainingMillis':60000}"),
                pin(new PublicKeys(List.of(KEY)), "{'keyIds':['%s']}".formatted(KEY)),
                pin(
                        new PublicKeys.Reply(List.of(new PublicKeys.Known(KEY, BYTES))),
                        "{'keys':[{'keyId':'%s','publicKey':'-_8'}]}".formatted(KEY)),
                pin(new LeaseRevocation(Verdict.FENCED), "{'verdict':'FENCED'}"),
                pin(new LeaseRevocation.Request(true), "{'ranOut':true}"),
                pin(
                        new ParkedMessage("m", "q", "x", "r", "t", "why", BYTES),
                        "{'messageId':'m','queue':'q','exchange':'x','routingKey':'r','type':'t','reason':'why','body':'-_8'}"),
                pin(
                        new ParkedMessage("m", "q", "x", "r", "t", "why", BYTES, Optional.of("other")),
                        "{'messageId':'m','queue':'q','exchange':'x','routingKey':'r','type':'t','reason':'why','body':'-_8','keyring':'other'}"),
                pin(
                        new KeyringSummary(
                                90,
                                9,
                                1,
                                1000,
                                400,
                                2,
                                900,
                                0,
                                0,
                                Optional.of(List.of(new KeyringSummary.Keys(OTHER, 90, 9, 1)))),
                        "{'free':90,'leased':9,'disabled':1,'tick':1000,'stored':400,'fenced':2,'checkedThroughTick':900,'concurrentKeyUse':0,'lruViolations':0,'keyrings':[{'keyring':'other','free':90,'leased':9,'disabled':1}]}"));
    }

    static Stream<Arguments> everyLeaseReply() {
        return Stream.of(
                pin(
                        new LeaseReply.Granted(
                                LEASE, KEY, 5, Algorithm.ES256, 60_000, BYTES, BYTES, Optional.of(ENVELOPE), false),
                        "{'outcome':'GRANTED','leaseId':'%s','keyId':'%s','token':5,'algorithm':'ES256','remainingMillis':60000,'encapsulation':'-_8','sealedKey':'-_8','grant':%s}"
                                .formatted(UUID_TEXT, KEY_TEXT, ENVELOPE_TEXT)),
                pin(
                        new LeaseReply.Granted(
                                LEASE, KEY, 5, Algorithm.ES256, 60_000, BYTES, BYTES, Optional.of(ENVELOPE), true),
                        "{'outcome':'GRANTED','leaseId':'%s','keyId':'%s','token':5,'algorithm':'ES256','remainingMillis':60000,'encapsulation':'-_8','sealedKey':'-_8','grant':%s,'keyStays':true}"
                                .formatted(UUID_TEXT, KEY_TEXT, ENVELOPE_TEXT)),
                pin(new LeaseReply.Busy(1500), "{'outcome':'BUSY','retryAfterMillis':1500}"),
                pin(
                        new LeaseReply.Done(LEASE, KEY, 5),
                        "{'outcome':'DONE','leaseId':'%s','keyId':'%s','token':5}".formatted(UUID_TEXT, KEY_TEXT)),
                pin(new LeaseReply.NotOrdered("why"), "{'outcome':'NOT_ORDERED','reason':'why'}"),
                pin(new LeaseReply.NoKey(1500), "{'outcome':'NO_KEY','retryAfterMillis':1500}"),
                pin(new LeaseReply.Refused(), "{'outcome':'REFUSED'}"));
    }

    @ParameterizedTest
    @MethodSource({"everyMessageAndBody", "everyLeaseReply"})
    void isWrittenLikeThis(Object value, String text) {
        assertThat(json.readTree(json.writeValueAsString(value))).isEqualTo(json.readTree(text));
    }

    @ParameterizedTest
    @MethodSource("everyMessageAndBody")
    void isReadFromThisAndIgnoresWhatItDoesNotKnow(Object value, String text) {
        assertThat(json.<Object>readValue(withUnknownField(text), json.constructType(value.getClass())))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("everyLeaseReply")
    void leaseReplyIsReadByItsOutcome(Object value, String text) {
        assertThat(json.readValue(withUnknownField(text), LeaseReply.class)).isEqualTo(value);
    }

    @Test
    void idThatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> json.readValue("{\"batches\":[\"seventeen\"]}", DispatchClaims.Mark.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void messageInABadStateIsRefused() {
        assertThatThrownBy(() -> json.readValue(
                        "{\"batchId\":\"1\",\"runId\":\"1\",\"firstRecordId\":\"1\",\"lastRecordId\":\"1\",\"size\":0,\"attempt\":1}",
                        SigningTriggered.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("size and attempt must be positive");
    }

    @Test
    void messageWithoutItsBatchIsRefused() {
        assertThatThrownBy(() -> json.readValue("{\"size\":1,\"attempt\":1}", SigningTriggered.class))
                .isInstanceOf(JacksonException.class);
    }

    private String withUnknownField(String text) {
        var tree = (ObjectNode) json.readTree(text);
        return tree.put("addedLater", true).toString();
    }

    private static Arguments pin(Object value, String text) {
        return Arguments.of(value, text.replace('\'', '"'));
    }
}
