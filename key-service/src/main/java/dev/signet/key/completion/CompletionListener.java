package dev.signet.key.completion;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import dev.signet.contract.SigningCompleted;
import dev.signet.contract.Statement.Receipt;
import dev.signet.key.collection.CollectionUnavailable;
import dev.signet.key.lease.LeasesUnavailable;
import dev.signet.key.lease.Releases;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.MessageCodec;
import dev.signet.platform.MessageCodec.Decoded;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.Parking;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.Traced;
import dev.signet.platform.statement.Statements;
import dev.signet.platform.trace.BatchTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes SigningCompleted in groups. What frees a key is the receipt that it carries; one without is dropped. Nothing depends on a message: what cannot be
 * dealt with now goes back to the queue, what cannot be read is parked, and for everything else there is the reaper.
 */
class CompletionListener implements ChannelAwareBatchMessageListener {
    private static final Logger log = LoggerFactory.getLogger(CompletionListener.class);

    private final MessageCodec codec;
    private final Releases releases;
    private final Statements statements;
    private final Parking parking;
    private final BatchTraces traces;
    private final ListenerPause pause;

    CompletionListener(
            MessageCodec codec,
            Releases releases,
            Statements statements,
            Parking parking,
            BatchTraces traces,
            ListenerPause pause) {
        this.codec = codec;
        this.releases = releases;
        this.statements = statements;
        this.parking = parking;
        this.traces = traces;
        this.pause = pause;
    }

    @Override
    public void onMessageBatch(List<Message> messages, @Nullable Channel channel) {
        requireNonNull(channel, "a manually acknowledging container hands its channel over");
        try {
            take(messages);
            pause.worked();
            acknowledge(messages, channel);
        } catch (CollectionUnavailable
                | NotDelivered
                | LeasesUnavailable
                | TransientDataAccessException
                | RecoverableDataAccessException
                | DataAccessResourceFailureException
                | TransactionException e) {
            pause.pause(ServiceMain.reason(e));
        } catch (RuntimeException e) {
            // An exception would reach the container and come back at once, for ever.
            log.error("{} completions were dropped; the reaper closes their leases", messages.size(), e);
            acknowledge(messages, channel);
        }
    }

    private void take(List<Message> messages) {
        var receipts = new ArrayList<Traced<Receipt>>();
        for (var message : messages) {
            switch (codec.decode(message, SigningCompleted.TYPE, SigningCompleted.class)) {
                case Decoded.Valid<SigningCompleted>(var completed) -> {
                    if (statements
                            .objection(completed.receipt(), completed.ended())
                            .isEmpty()) {
                        receipts.add(new Traced<>(completed.ended(), Traced.parentOf(message)));
                    }
                }
                case Decoded.Malformed<SigningCompleted>(var reason) -> parking.park(message, reason);
            }
        }
        if (!receipts.isEmpty()) {
            release(receipts);
        }
    }

    private void release(List<Traced<Receipt>> receipts) {
        try (var _ = traces.served(
                "release key", receipts, one -> one.message().batchId(), Traced::traceparent, Optional.empty())) {
            releases.release(receipts.stream().map(Traced::message).toList());
        }
    }

    private static void acknowledge(List<Message> messages, Channel channel) {
        if (Acknowledgement.of(messages, channel)) {
            CrashPoint.KEYS_ACKNOWLEDGED.reach();
        }
    }
}
