package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Every queue with messages that nobody should send. What cannot be a message is parked once, with its reason; what is one is processed, whatever was sent
 * before and after it.
 */
abstract class QueueFuzz {
    private static final int GROUP = 20;

    private static int published;

    abstract FuzzedQueues queues();

    @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatCannotBeAMessageIsParkedOnceAndNothingElseIsDisturbed(
            @ForAll("messages") Tuple.Tuple2<Destination, OddMessage> message) throws Exception {
        queues().publish(message.get1(), message.get2());
        if (++published % GROUP == 0) {
            queues().publish(Destination.INTAKE, record("{\"between\":" + published + "}"));
            queues().awaitSettled();
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<Destination, OddMessage>> messages() {
        return Arbitraries.of(Destination.class).flatMap(to -> to.messages().map(message -> Tuple.of(to, message)));
    }

    @Example
    void fiveMebibytesAreARecordOrAreParked() throws Exception {
        var large = "[" + "0,".repeat(5 << 19) + "0]";
        for (var to : Destination.values()) {
            queues().publish(
                            to,
                            new OddMessage(to.type(), "large", Map.of(), OddMessage.Extra.NONE, large.getBytes(UTF_8)));
        }

        queues().awaitSettled();
    }

    @Example
    void headersThatMeanSomethingToSpringOrToABrokerChangeNothing() throws Exception {
        for (var to : Destination.values()) {
            var body = (to == Destination.INTAKE ? "{}" : "{").getBytes(UTF_8);
            for (var headers : OddMessages.HEADERS) {
                queues().publish(
                                to,
                                new OddMessage(
                                        to.type(), "h-" + headers.hashCode(), headers, OddMessage.Extra.NONE, body));
            }
        }

        queues().awaitSettled();
    }

    @Example
    void whatIsParkedIsTakenOnceItIsReplayed() throws Exception {
        queues().replayWhatIsParked();

        queues().awaitSettled();
    }

    private static OddMessage record(String json) {
        return new OddMessage(null, null, Map.of(), OddMessage.Extra.NONE, json.getBytes(UTF_8));
    }
}
