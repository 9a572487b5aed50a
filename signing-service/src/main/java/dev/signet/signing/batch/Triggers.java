package dev.signet.signing.batch;

import dev.signet.contract.SigningTriggered;
import dev.signet.platform.LogContext;
import dev.signet.platform.MessageCodec;
import dev.signet.platform.MessageCodec.Decoded;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.Parking;
import dev.signet.platform.Traced;
import dev.signet.platform.trace.BatchTraces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/** Reads triggers; parks what is none. */
@Component
class Triggers {
    private static final Logger log = LoggerFactory.getLogger(Triggers.class);

    private final MessageCodec codec;
    private final BatchSigning batches;
    private final Parking parking;
    private final BatchTraces traces;

    Triggers(MessageCodec codec, BatchSigning batches, Parking parking, BatchTraces traces) {
        this.codec = codec;
        this.batches = batches;
        this.parking = parking;
        this.traces = traces;
    }

    /** Done or left, never thrown: an exception would make the broker deliver the message again at once. */
    Disposition on(Message message) {
        var disposition = switch (codec.decode(message, SigningTriggered.TYPE, SigningTriggered.class)) {
            case Decoded.Valid<SigningTriggered>(var trigger) -> sign(trigger, message);
            case Decoded.Malformed<SigningTriggered>(var reason) -> new Disposition.Park(reason);
        };
        return disposition instanceof Disposition.Park(var reason) ? park(message, reason) : disposition;
    }

    private Disposition sign(SigningTriggered trigger, Message message) {
        try (var span = traces.received("sign batch", trigger.batchId(), Traced.parentOf(message));
                var context = new LogContext().with("batch", trigger.batchId())) {
            span.with("run.id", trigger.runId());
            span.traceId().ifPresent(id -> context.with("trace.id", id));
            return batches.sign(trigger, span);
        }
    }

    private Disposition park(Message message, String reason) {
        try {
            parking.park(message, reason);
            return Disposition.DONE;
        } catch (Unavailable | NotDelivered e) {
            return new Disposition.Leave("a message cannot be parked: " + e.getMessage());
        } catch (RuntimeException e) {
            log.error("A message cannot be parked", e);
            return new Disposition.Leave("a message cannot be parked");
        }
    }
}
