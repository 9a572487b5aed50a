package dev.signet.collection.intake;

import com.rabbitmq.client.Channel;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.GroupAcknowledgement;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.Parking;
import dev.signet.platform.ServiceMain;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Acknowledges a group of messages, and answers those that ask for it, once all of them are stored or parked. What cannot be stored now stays in the queue. */
@Component
class IntakeListener implements ChannelAwareBatchMessageListener, DisposableBean {
    private final Intake intake;
    private final Parking parking;
    private final Answers answers;
    private final GroupAcknowledgement acknowledgement = new GroupAcknowledgement();
    private @Nullable ListenerPause pause;

    IntakeListener(Intake intake, Parking parking, Answers answers) {
        this.intake = intake;
        this.parking = parking;
        this.answers = answers;
    }

    /** Says which container to stop while nothing can be stored. */
    void pauses(SimpleMessageListenerContainer container) {
        pause = new ListenerPause(container, intake::isPossible);
    }

    @Override
    public void onMessageBatch(List<Message> messages, @Nullable Channel channel) {
        var group = messages.stream()
                .map(message -> new AmqpMessage(message, parking))
                .toList();
        Settlement settlement;
        try {
            settlement = intake.take(group);
        } catch (RuntimeException e) {
            // Not acknowledged, so they come again when the listener starts again.
            pause().pause(ServiceMain.reason(e));
            return;
        }
        pause().worked();
        if (acknowledgement.of(messages, Objects.requireNonNull(channel))) {
            CrashPoint.COLLECTION_ACKNOWLEDGED.reach();
            answers.send(group, settlement, channel);
        }
    }

    private ListenerPause pause() {
        return Objects.requireNonNull(pause);
    }

    @Override
    public void destroy() {
        if (pause != null) {
            pause.close();
        }
    }
}
