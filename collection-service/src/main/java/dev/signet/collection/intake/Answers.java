package dev.signet.collection.intake;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.signet.contract.IntakeAnswer;
import dev.signet.platform.ServiceMain;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells senders what became of their messages. Nobody makes sure that an answer arrives: who misses one sends the message again, and is answered then.
 * Hence they are neither persistent nor confirmed, and a group's answers cost it no wait.
 */
@Component
class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    /** Never throws; a channel that is gone takes the answers along. */
    void send(List<AmqpMessage> group, Settlement settlement, Channel channel) {
        try {
            for (var message : group) {
                var queue = message.replyTo();
                if (queue.isPresent()) {
                    send(settlement.of(message), message, queue.get(), channel);
                }
            }
        } catch (IOException | AlreadyClosedException | AmqpException | IllegalStateException e) {
            log.debug("Not answered: {}", ServiceMain.reason(e));
        }
    }

    private void send(IntakeAnswer answer, AmqpMessage message, String queue, Channel channel) throws IOException {
        var properties = new BasicProperties.Builder()
                .correlationId(message.message().getMessageProperties().getCorrelationId())
                .type(IntakeAnswer.TYPE)
                .contentType("application/json")
                .build();
        channel.basicPublish("", queue, properties, json.writeValueAsBytes(answer));
    }
}
