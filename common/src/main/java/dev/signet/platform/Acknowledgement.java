package dev.signet.platform;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;

/** Tells the broker that messages are done with. */
public final class Acknowledgement {
    private static final Logger log = LoggerFactory.getLogger(Acknowledgement.class);

    /**
     * One by one: "multiple" would take along those of a group before that could not be dealt with ({@link GroupAcknowledgement} knows when not). Never throws: a channel that is gone
     * (Spring's may even try to connect again, and fail, or say that it is in no state to acknowledge) has given its messages back to the queue;
     * they come again, and change nothing.
     *
     * @return whether the channel took all
     */
    public static boolean of(List<Message> messages, Channel channel) {
        return isTaken(() -> {
            for (var message : messages) {
                channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
            }
        });
    }

    /** What is said to a channel. */
    @FunctionalInterface
    interface Word {
        void say() throws IOException;
    }

    static boolean isTaken(Word word) {
        try {
            word.say();
            return true;
        } catch (IOException | AlreadyClosedException | AmqpException | IllegalStateException e) {
            log.debug("Not acknowledged: {}", ServiceMain.reason(e));
            return false;
        }
    }

    private Acknowledgement() {}
}
