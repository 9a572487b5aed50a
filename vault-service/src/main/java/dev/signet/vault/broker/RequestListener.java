package dev.signet.vault.broker;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import dev.signet.contract.ReplyQueues;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.NotDelivered;
import dev.signet.platform.ServiceMain;
import dev.signet.vault.item.Replies;
import dev.signet.vaultclient.BrokerReply;
import dev.signet.vaultclient.BrokerRequest;
import dev.signet.vaultclient.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Answers a request, and acknowledges it then: when this instance dies before, the broker gives it to another. What cannot be opened is not parked, since it may
 * hold what must be written down nowhere; whoever sent it is told.
 */
@Component
class RequestListener implements ChannelAwareMessageListener {
    private static final Logger log = LoggerFactory.getLogger(RequestListener.class);

    private static final byte[] NOT_UNDERSTOOD = """
            {"type":"/problems/bad-request","status":400,"detail":"The request cannot be opened: is it sealed to the vault's public key?"}
            """.getBytes(StandardCharsets.US_ASCII);

    private final KeyPair exchangeKey;
    private final Replies replies;
    private final ConfirmedPublisher publisher;

    RequestListener(KeyPair exchangeKey, Replies replies, ConfirmedPublisher publisher) {
        this.exchangeKey = exchangeKey;
        this.replies = replies;
        this.publisher = publisher;
    }

    @Override
    public void onMessage(Message message, @Nullable Channel channel) {
        requireNonNull(channel, "a manually acknowledging container hands its channel over");
        try {
            answer(message);
        } catch (RuntimeException e) { // an exception would reach the container and come back at once, for ever
            log.error("A request was dropped", e);
        }
        Acknowledgement.of(List.of(message), channel);
    }

    private void answer(Message message) {
        try {
            var envelope = Envelope.of(message.getBody(), exchangeKey.getPrivate());
            var request = BrokerRequest.read(envelope.openRequest(message.getBody()));
            send(message, BrokerReply.TYPE, replies.to(request).seal(envelope));
        } catch (GeneralSecurityException | JacksonException e) {
            log.warn(
                    "A message that is no request was dropped: {}", e.getClass().getSimpleName());
            send(message, BrokerReply.NOT_UNDERSTOOD, NOT_UNDERSTOOD);
        }
    }

    private void send(Message request, String type, byte[] reply) {
        var replyTo = request.getMessageProperties().getReplyTo();
        var correlation = request.getMessageProperties().getCorrelationId();
        if (replyTo == null || correlation == null || !ReplyQueues.include(replyTo)) {
            return; // nobody waits, or where nobody should
        }
        try {
            publisher.publish(
                    "",
                    replyTo,
                    MessageBuilder.withBody(reply)
                            .setType(type)
                            .setCorrelationId(correlation)
                            .build());
        } catch (NotDelivered e) { // whoever asked has gone, or asks again
            log.debug("A reply was not delivered: {}", ServiceMain.reason(e));
        }
    }
}
