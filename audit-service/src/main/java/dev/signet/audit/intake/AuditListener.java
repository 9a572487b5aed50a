package dev.signet.audit.intake;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import dev.signet.audit.event.EventReader;
import dev.signet.audit.event.EventReader.Element;
import dev.signet.audit.event.InvalidEvent;
import dev.signet.platform.Acknowledgement;
import dev.signet.platform.ListenerPause;
import dev.signet.platform.Parking;
import dev.signet.platform.ServiceMain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;

/** Acknowledges a group of messages once each of them is committed or parked. What cannot be committed now stays in the queue. */
class AuditListener implements ChannelAwareBatchMessageListener {
    private final EventReader reader;
    private final Intake intake;
    private final Parking parking;
    private final ListenerPause pause;

    AuditListener(EventReader reader, Intake intake, Parking parking, ListenerPause pause) {
        this.reader = reader;
        this.intake = intake;
        this.parking = parking;
        this.pause = pause;
    }

    @Override
    public void onMessageBatch(List<Message> messages, @Nullable Channel channel) {
        try {
            take(messages);
        } catch (RuntimeException e) {
            // Not acknowledged, so they come again when the listener starts again.
            pause.pause(ServiceMain.reason(e));
            return;
        }
        pause.worked();
        Acknowledgement.of(
                messages, requireNonNull(channel, "a manually acknowledging container hands its channel over"));
    }

    private void take(List<Message> messages) {
        var results = intake.take(messages.stream().map(this::read).toList());
        for (var i = 0; i < messages.size(); i++) {
            if (!results.get(i).isCommitted()) {
                parking.park(messages.get(i), results.get(i).whatToDo());
            }
        }
    }

    private Element read(Message message) {
        try {
            return new Element.Valid(reader.one(message.getBody()));
        } catch (InvalidEvent e) {
            return new Element.Invalid(e.getMessage());
        }
    }
}
